package gateway.toolkit.errors;

import java.util.Optional;

/**
 * The error statuses of HTTP that an application answers with, each with the words for its page.
 *
 * <p>Not among them are 402 and 407, for which an application has no use, and 426: its Upgrade
 * field is the server's alone (RESP-7).
 */
public enum HttpError {
    /** RFC 9110 §15.5.1. */
    BAD_REQUEST(
            400,
            "Bad Request",
            "The request is malformed, and the server cannot tell what it asks for.",
            "RFC 9110 §15.5.1"),
    /** RFC 9110 §15.5.2. */
    UNAUTHORIZED(
            401,
            "Unauthorized",
            "This resource asks for credentials, and those of the request were absent or not accepted.",
            "RFC 9110 §15.5.2"),
    /** RFC 9110 §15.5.4. */
    FORBIDDEN(
            403,
            "Forbidden",
            "You are not permitted to see or use this resource.",
            "RFC 9110 §15.5.4"),
    /** RFC 9110 §15.5.5. */
    NOT_FOUND(
            404,
            "Not Found",
            "There is nothing at this address. If you typed it by hand, check its spelling.",
            "RFC 9110 §15.5.5"),
    /** RFC 9110 §15.5.6. */
    METHOD_NOT_ALLOWED(
            405,
            "Method Not Allowed",
            "This resource does not support the method of the request.",
            "RFC 9110 §15.5.6"),
    /** RFC 9110 §15.5.7. */
    NOT_ACCEPTABLE(
            406,
            "Not Acceptable",
            "This resource has no representation of the kind that the request accepts.",
            "RFC 9110 §15.5.7"),
    /** RFC 9110 §15.5.9. */
    REQUEST_TIMEOUT(
            408,
            "Request Timeout",
            "The server has waited too long for the rest of the request.",
            "RFC 9110 §15.5.9"),
    /** RFC 9110 §15.5.10. */
    CONFLICT(
            409,
            "Conflict",
            "The request conflicts with the present state of the resource.",
            "RFC 9110 §15.5.10"),
    /** RFC 9110 §15.5.11. */
    GONE(
            410,
            "Gone",
            "What was at this address is no longer there, and has no new address.",
            "RFC 9110 §15.5.11"),
    /** RFC 9110 §15.5.12. */
    LENGTH_REQUIRED(
            411,
            "Length Required",
            "A request to this resource must declare its Content-Length.",
            "RFC 9110 §15.5.12"),
    /** RFC 9110 §15.5.13. */
    PRECONDITION_FAILED(
            412,
            "Precondition Failed",
            "A precondition of the request does not hold for the present state of the resource.",
            "RFC 9110 §15.5.13"),
    /** RFC 9110 §15.5.14. */
    CONTENT_TOO_LARGE(
            413,
            "Content Too Large",
            "The content of the request is larger than the server takes.",
            "RFC 9110 §15.5.14"),
    /** RFC 9110 §15.5.15. */
    URI_TOO_LONG(
            414,
            "URI Too Long",
            "The address is longer than the server reads.",
            "RFC 9110 §15.5.15"),
    /** RFC 9110 §15.5.16. */
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "Unsupported Media Type",
            "The content of the request has a format that this resource does not take.",
            "RFC 9110 §15.5.16"),
    /** RFC 9110 §15.5.17. */
    RANGE_NOT_SATISFIABLE(
            416,
            "Range Not Satisfiable",
            "The resource has none of the ranges that the request asks for.",
            "RFC 9110 §15.5.17"),
    /** RFC 9110 §15.5.18. */
    EXPECTATION_FAILED(
            417,
            "Expectation Failed",
            "The server cannot meet what the Expect field of the request asks for.",
            "RFC 9110 §15.5.18"),
    /** RFC 2324 §2.3.2. */
    IM_A_TEAPOT(
            418,
            "I'm a teapot",
            "This server is a teapot, not a coffee machine.",
            "RFC 2324 §2.3.2"),
    /** RFC 9110 §15.5.20. */
    MISDIRECTED_REQUEST(
            421,
            "Misdirected Request",
            "This server does not answer for the host of the request.",
            "RFC 9110 §15.5.20"),
    /** RFC 9110 §15.5.21. */
    UNPROCESSABLE_CONTENT(
            422,
            "Unprocessable Content",
            "The request is well formed, but what it says cannot be acted upon.",
            "RFC 9110 §15.5.21"),
    /** RFC 4918 §11.3. */
    LOCKED(423, "Locked", "The resource is locked.", "RFC 4918 §11.3"),
    /** RFC 4918 §11.4. */
    FAILED_DEPENDENCY(
            424,
            "Failed Dependency",
            "Another action that this one depends on has failed.",
            "RFC 4918 §11.4"),
    /** RFC 6585 §3. */
    PRECONDITION_REQUIRED(
            428,
            "Precondition Required",
            "A request to this resource must be conditional, for example by If-Match.",
            "RFC 6585 §3"),
    /** RFC 6585 §4. */
    TOO_MANY_REQUESTS(
            429,
            "Too Many Requests",
            "There were too many requests in too short a time. Try again later.",
            "RFC 6585 §4"),
    /** RFC 6585 §5. */
    REQUEST_HEADER_FIELDS_TOO_LARGE(
            431,
            "Request Header Fields Too Large",
            "The header fields of the request are larger than the server reads.",
            "RFC 6585 §5"),
    /** RFC 7725 §3. */
    UNAVAILABLE_FOR_LEGAL_REASONS(
            451,
            "Unavailable For Legal Reasons",
            "This resource is withheld for legal reasons.",
            "RFC 7725 §3"),
    /** RFC 9110 §15.6.1. */
    INTERNAL_SERVER_ERROR(
            500,
            "Internal Server Error",
            "The server has failed to answer the request. The fault is the server's.",
            "RFC 9110 §15.6.1"),
    /** RFC 9110 §15.6.2. */
    NOT_IMPLEMENTED(
            501,
            "Not Implemented",
            "The server does not implement what the request asks for.",
            "RFC 9110 §15.6.2"),
    /** RFC 9110 §15.6.3. */
    BAD_GATEWAY(
            502,
            "Bad Gateway",
            "A server behind this one gave an answer that cannot be used.",
            "RFC 9110 §15.6.3"),
    /** RFC 9110 §15.6.4. */
    SERVICE_UNAVAILABLE(
            503,
            "Service Unavailable",
            "The server cannot answer at the moment. Try again later.",
            "RFC 9110 §15.6.4"),
    /** RFC 9110 §15.6.5. */
    GATEWAY_TIMEOUT(
            504,
            "Gateway Timeout",
            "A server behind this one did not answer in time.",
            "RFC 9110 §15.6.5"),
    /** RFC 9110 §15.6.6. */
    HTTP_VERSION_NOT_SUPPORTED(
            505,
            "HTTP Version Not Supported",
            "The server does not speak the HTTP version of the request.",
            "RFC 9110 §15.6.6");

    private final int status;
    private final String title;
    private final String description;
    private final String source;

    HttpError(int status, String title, String description, String source) {
        this.status = status;
        this.title = title;
        this.description = description;
        this.source = source;
    }

    /** {@return the status code, 400 to 505} */
    public int status() {
        return status;
    }

    /** {@return the reason phrase, such as {@code "Not Found"}} */
    public String title() {
        return title;
    }

    /** {@return one or two sentences for the reader of the error page} */
    public String description() {
        return description;
    }

    /** {@return the section that defines it, such as {@code "RFC 9110 §15.5.5"}} */
    public String source() {
        return source;
    }

    /**
     * {@return the error with this status; empty if there is none}
     *
     * @param status such as 404
     */
    public static Optional<HttpError> of(int status) {
        for (HttpError error : values()) {
            if (error.status == status) {
                return Optional.of(error);
            }
        }
        return Optional.empty();
    }
}
