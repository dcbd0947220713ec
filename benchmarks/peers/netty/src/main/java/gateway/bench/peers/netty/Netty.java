package gateway.bench.peers.netty;

import gateway.bench.peers.common.Words;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;

import java.nio.file.Path;

/**
 * Netty's codec for HTTP and one handler, on the event loop; its native transport where there is
 * one.
 */
final class Netty {
    private Netty() {}

    static void main(String[] args) throws InterruptedException {
        Words words = Words.of(args);
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> channel =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        int loops = Runtime.getRuntime().availableProcessors();
        EventLoopGroup acceptor = new MultiThreadIoEventLoopGroup(1, io);
        new ServerBootstrap()
                .group(acceptor, new MultiThreadIoEventLoopGroup(loops, io))
                .channel(channel)
                .option(ChannelOption.SO_BACKLOG, Words.BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Pipeline(words.files(), new DateValue(acceptor)))
                .bind("127.0.0.1", words.port())
                .sync();
    }

    private static final class Pipeline extends ChannelInitializer<SocketChannel> {
        private final Path files;
        private final DateValue date;

        private Pipeline(Path files, DateValue date) {
            this.files = files;
            this.date = date;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new HttpServerCodec(), new RequestHandler(files, date));
        }
    }
}
