package gateway.toolkit.forms;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

/** The two answers to a form that cannot be read. */
final class Refusal {
    private Refusal() {}

    /** {@return 400, with what is wrong; never with words of the client} */
    static HttpException malformed(String what) {
        return HttpException.badRequest("The form of the request cannot be read: " + what + ".");
    }

    /** {@return 413, with what there is too much of} */
    static HttpException tooLarge(String what) {
        return new HttpException(
                HttpError.CONTENT_TOO_LARGE, "The form of the request has " + what + ".");
    }
}
