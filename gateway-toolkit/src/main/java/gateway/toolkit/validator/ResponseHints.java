package gateway.toolkit.validator;

import gateway.api.Header;

import java.util.List;
import java.util.regex.Pattern;

/** Warnings about responses that are legal, and hardly meant so. */
final class ResponseHints {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[!#-~\\x80-\\xFF]*\"");

    private ResponseHints() {}

    /** Looks at well-formed status and headers. */
    static void onStart(Answer answer, List<Header> headers, Complaints callee) {
        if (answer.isBodiless() && answer.hasContentType()) {
            callee.warning(
                    Clause.RESP_8,
                    "Content-Type is set for a status without a body",
                    String.valueOf(answer.code()));
        }
        boolean isContradicted =
                (answer.code() == 204 && answer.contentLength() >= 0)
                        || (answer.code() == 205 && answer.contentLength() > 0);
        if (isContradicted) {
            callee.warning(
                    Clause.LEN_4,
                    "Content-Length is set for a status without a body",
                    answer.code() + ", " + answer.contentLength() + " octets");
        }
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase("ETag")
                    && !ENTITY_TAG.matcher(header.value()).matches()) {
                // The server corrects nothing (RESP-10), and no client will match it.
                callee.warning(
                        Clause.RESP_10,
                        "ETag is not quoted, or has another prefix than W/",
                        Shown.of(header));
            }
        }
    }

    /** The body has octets. */
    static void onOctets(Answer answer, boolean isHead, Complaints callee) {
        if (answer.isBodiless()) {
            callee.warning(
                    Clause.LEN_4,
                    "the status has no body, so the octets of this one are dropped",
                    String.valueOf(answer.code()));
        } else if (!answer.hasContentType() && !isHead) {
            callee.warning(
                    Clause.RESP_8,
                    "there is a body but no Content-Type, and the server adds none",
                    String.valueOf(answer.code()));
        }
    }
}
