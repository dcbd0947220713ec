package gateway.server.call;

import gateway.server.http.Exchange;
import gateway.server.http.Request;
import gateway.server.http.ResponseWriter;
import gateway.server.net.ConnectionLostException;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Lets another exchange answer one request at a time, in the order of their arrival (THR-6). A
 * permit and not a lock: the server holds no monitor while application code runs (THR-3).
 */
final class SerialExchange implements Exchange {
    private final Exchange inner;
    private final Semaphore turn = new Semaphore(1, true);

    SerialExchange(Exchange inner) {
        this.inner = inner;
    }

    @Override
    public void answer(Request request, ResponseWriter response) throws IOException {
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            throw new ConnectionLostException("aborted while it waited for its turn");
        }
        try {
            inner.answer(request, response);
        } finally {
            turn.release();
        }
    }
}
