package gateway.bench.peers.undertow;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a block so many times, each when the one before has gone. */
final class Blocks implements IoCallback {
    private final ByteBuffer block;
    private int left;

    Blocks(ByteBuffer block, int times) {
        this.block = block;
        this.left = times;
    }

    @Override
    public void onComplete(HttpServerExchange exchange, Sender sender) {
        if (left == 0) {
            sender.close(IoCallback.END_EXCHANGE);
        } else {
            left--;
            sender.send(block.duplicate(), this);
        }
    }

    @Override
    public void onException(HttpServerExchange exchange, Sender sender, IOException e) {
        IoCallback.END_EXCHANGE.onException(exchange, sender, e);
    }
}
