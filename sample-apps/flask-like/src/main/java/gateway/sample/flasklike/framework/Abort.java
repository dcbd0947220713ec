package gateway.sample.flasklike.framework;

import gateway.toolkit.response.Response;

/** Ends a request with a response; see {@link Context#abort}. */
@SuppressWarnings("serial") // Nobody writes it.
final class Abort extends RuntimeException {
    private final Response response;

    Abort(Response response) {
        super("aborted", null, false, false);
        this.response = response;
    }

    Response response() {
        return response;
    }
}
