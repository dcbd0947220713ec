package gateway.tck.mock;

import java.io.IOException;
import java.util.List;

/** Sends 100 Continue when the application waits for a body that the client holds back (IN-9). */
final class Continue implements Runnable {
    private final Response response;
    private final MockInput input;
    private boolean owed;

    Continue(Response response, MockInput input, boolean expected) {
        this.response = response;
        this.input = input;
        this.owed = expected;
    }

    /** A read is about to wait. */
    @Override
    public void run() {
        if (owed && !response.committed()) {
            owed = false;
            try {
                response.interim(100, List.of());
            } catch (IOException e) {
                // The client is gone, which the read will tell.
            }
        }
    }

    /** The final head is about to go. */
    void committing() {
        if (owed && !input.arrived()) {
            response.closeAfter();
        }
    }
}
