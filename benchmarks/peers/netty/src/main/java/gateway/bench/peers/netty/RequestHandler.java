package gateway.bench.peers.netty;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultFileRegion;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers the requests of one connection in their order. What was read together is answered in one
 * flush.
 */
final class RequestHandler extends ChannelInboundHandlerAdapter {
    private static final AsciiString TEXT = AsciiString.cached(Content.TEXT);
    private static final AsciiString JSON = AsciiString.cached(Content.JSON);
    private static final AsciiString OCTETS = AsciiString.cached(Content.OCTETS);
    private static final ByteBuf HELLO = constant(Content.hello());
    private static final ByteBuf OK = constant(Content.ok());
    private static final ByteBuf BLOCK = constant(Content.block());
    private static final ByteBuf SMALL_BLOCK = constant(Content.smallBlock());
    private static final int UNKNOWN = -1;

    private final Path files;
    private final DateValue date;

    /** What has come while a request sleeps. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private boolean sleeping;
    private boolean echoing;
    private boolean keepAlive;

    RequestHandler(Path files, DateValue date) {
        this.files = files;
        this.date = date;
    }

    private static ByteBuf constant(byte[] octets) {
        ByteBuf buffer = Unpooled.directBuffer(octets.length).writeBytes(octets);
        return Unpooled.unreleasableBuffer(buffer.asReadOnly());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (sleeping) {
            waiting.add(message);
        } else {
            take(context, message);
        }
    }

    private void take(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            keepAlive = HttpUtil.isKeepAlive(request);
            answer(context, request);
        }
        if (!(message instanceof HttpContent content)) {
            return;
        }
        if (!echoing) {
            ReferenceCountUtil.release(content);
            return;
        }
        if (content instanceof LastHttpContent) {
            echoing = false;
            end(context, content);
        } else {
            context.write(content);
        }
        if (!context.channel().isWritable()) {
            context.flush();
        }
    }

    private void answer(ChannelHandlerContext context, HttpRequest request) {
        switch (Endpoint.of(request.uri())) {
            case Endpoint.Plaintext() -> whole(context, TEXT, HELLO.duplicate());
            case Endpoint.Json() ->
                    whole(context, JSON, Unpooled.wrappedBuffer(Content.json("Hello, World!")));
            case Endpoint.Echo() -> {
                echoing = true;
                context.write(head(OCTETS, HttpUtil.getContentLength(request, UNKNOWN)));
            }
            case Endpoint.Bytes(int octets) -> {
                context.write(head(OCTETS, octets));
                for (int left = octets; left > 0; left -= Content.BLOCK) {
                    ByteBuf block = BLOCK.slice(0, Math.min(left, Content.BLOCK));
                    context.write(new DefaultHttpContent(block));
                }
                end(context, LastHttpContent.EMPTY_LAST_CONTENT);
            }
            case Endpoint.Stream(int blocks) -> {
                context.write(head(OCTETS, UNKNOWN));
                for (int i = 0; i < blocks; i++) {
                    context.writeAndFlush(new DefaultHttpContent(SMALL_BLOCK.duplicate()));
                }
                end(context, LastHttpContent.EMPTY_LAST_CONTENT);
            }
            case Endpoint.Sleep(int millis) -> sleep(context, millis);
            case Endpoint.File(String path) -> file(context, path);
        }
    }

    private HttpResponse head(AsciiString type, long length) {
        return described(
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK), type, length);
    }

    private <R extends HttpResponse> R described(R response, AsciiString type, long length) {
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, type);
        response.headers().set(HttpHeaderNames.DATE, date.now());
        if (length == UNKNOWN) {
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        } else {
            response.headers()
                    .set(HttpHeaderNames.CONTENT_LENGTH, AsciiString.of(Long.toString(length)));
        }
        if (!keepAlive) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    private void whole(ChannelHandlerContext context, AsciiString type, ByteBuf body) {
        answer(context, HttpResponseStatus.OK, type, body);
    }

    private void answer(
            ChannelHandlerContext context,
            HttpResponseStatus status,
            AsciiString type,
            ByteBuf body) {
        int length = body.readableBytes();
        end(
                context,
                described(
                        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body),
                        type,
                        length));
    }

    /** Writes the last of a response; {@link #channelReadComplete} flushes it. */
    private void end(ChannelHandlerContext context, Object last) {
        if (keepAlive) {
            context.write(last, context.voidPromise());
        } else {
            context.writeAndFlush(last).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void sleep(ChannelHandlerContext context, int millis) {
        sleeping = true;
        Thread.startVirtualThread(
                () -> {
                    Content.sleep(millis);
                    context.executor().execute(() -> wake(context));
                });
    }

    private void wake(ChannelHandlerContext context) {
        sleeping = false;
        whole(context, TEXT, OK.duplicate());
        while (!sleeping && !waiting.isEmpty()) {
            take(context, waiting.remove());
        }
        context.flush();
    }

    private void file(ChannelHandlerContext context, String path) {
        File file = files.resolve(path.substring(1)).normalize().toFile();
        if (!file.toPath().startsWith(files) || !file.isFile()) {
            answer(context, HttpResponseStatus.NOT_FOUND, TEXT, Unpooled.EMPTY_BUFFER);
            return;
        }
        context.write(head(OCTETS, file.length()));
        context.write(new DefaultFileRegion(file, 0, file.length()));
        end(context, LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    /** What is echoed is read no faster than it is taken. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            cause.printStackTrace();
        }
        context.close();
    }
}
