package gateway.server.http;

/**
 * What a client may not do: each rule with the status it earns, where it stands, and the sentence
 * that the client, the log and the tests see. The connection is closed after any of them.
 */
public enum Rule {
    TLS_SPOKEN(400, "RFC 8446 section 5.1", "TLS is spoken to a port for plain HTTP"),
    REQUEST_LINE(400, "RFC 9112 section 3", "the request line is not METHOD SP TARGET SP VERSION"),
    EMPTY_LINES(400, "RFC 9112 section 2.2", "more than one empty line before the request line"),
    BARE_LF(400, "RFC 9112 section 2.2", "a line ends with LF alone"),
    BARE_CR(400, "RFC 9112 section 2.2", "a CR stands without its LF"),
    INCOMPLETE_HEAD(400, "RFC 9112 section 8", "the input ended within the request head"),
    METHOD_TOKEN(400, "RFC 9110 section 9.1", "the method is not a token"),
    METHOD_LENGTH(501, "RFC 9110 section 9.1", "no method is this long"),
    METHOD_CONNECT(501, "RFC 9110 section 9.3.6", "CONNECT is not supported"),
    METHOD_TRACE(405, "RFC 9110 section 9.3.8", "TRACE is not allowed"),
    VERSION_SYNTAX(400, "RFC 9112 section 2.3", "the version is not HTTP/DIGIT.DIGIT"),
    VERSION_UNSUPPORTED(505, "RFC 9110 section 15.6.6", "this server speaks HTTP/1.0 and HTTP/1.1"),
    TARGET_LENGTH(414, "RFC 9112 section 3", "the request target is too long"),
    TARGET_OCTETS(
            400,
            "RFC 9112 section 3.2",
            "the request target has an octet that is not visible ASCII, or a #"),
    TARGET_FORM(
            400, "RFC 9112 section 3.2", "the request target is in no form that fits the method"),
    TARGET_AUTHORITY(
            400, "RFC 9110 section 4.2", "the authority of the request target is not host[:port]"),
    PATH_ENCODING(400, "RFC 3986 section 2.1", "the path has a malformed percent-encoding"),
    PATH_UTF8(400, "STR-3", "the path is not UTF-8 once decoded"),
    PATH_CONTROL(400, "STR-3", "the path has a control character once decoded"),
    PATH_SLASH(400, "STR-6", "the path has an encoded slash, which this server is set to refuse"),
    HEAD_SIZE(431, "RFC 6585 section 5", "the request head is too large"),
    FIELD_SIZE(431, "RFC 6585 section 5", "a header field is too large"),
    FIELD_COUNT(431, "RFC 6585 section 5", "there are too many header fields"),
    FIELD_NAME(400, "RFC 9112 section 5.1", "a field name is not a token followed by a colon"),
    FIELD_VALUE(400, "RFC 9110 section 5.5", "a field value has a control character"),
    FIELD_FOLDING(400, "RFC 9112 section 5.2", "a field line begins with white space"),
    FIELD_ODD_NAME(400, "HDR-2", "a field name has a character that this server is set to refuse"),
    HOST_MISSING(400, "RFC 9112 section 3.2", "HTTP/1.1 needs a Host field"),
    HOST_REPEATED(400, "RFC 9112 section 3.2", "the Host field is repeated"),
    HOST_SYNTAX(400, "RFC 9110 section 7.2", "the Host field is not host[:port]"),
    CONTENT_TYPE_REPEATED(400, "RFC 9110 section 8.3", "the Content-Type field is repeated"),
    LENGTH_REPEATED(400, "RFC 9112 section 6.3", "the Content-Length field is repeated"),
    LENGTH_SYNTAX(400, "RFC 9110 section 8.6", "the Content-Length is not a number"),
    LENGTH_AND_CODING(
            400, "RFC 9112 section 6.3", "both Content-Length and Transfer-Encoding are given"),
    CODING_VERSION(400, "RFC 9112 section 6.1", "HTTP/1.0 has no Transfer-Encoding"),
    CODING_SYNTAX(400, "RFC 9112 section 6.1", "the Transfer-Encoding is malformed"),
    CODING_ORDER(400, "RFC 9112 section 6.1", "chunked is not the last transfer coding, once"),
    CODING_UNKNOWN(501, "RFC 9112 section 6.1", "this transfer coding is not supported"),
    EXPECTATION(417, "RFC 9110 section 10.1.1", "the only expectation supported is 100-continue"),
    BODY_SIZE(413, "RFC 9110 section 15.5.14", "the request body is too large"),
    BODY_ENDED(400, "RFC 9112 section 8", "the input ended within the request body"),
    CHUNK_SIZE(400, "RFC 9112 section 7.1", "a chunk size is malformed"),
    CHUNK_EXTENSION(400, "RFC 9112 section 7.1.1", "a chunk extension is malformed"),
    CHUNK_LINE(400, "RFC 9112 section 7.1.1", "a chunk-size line is too long"),
    CHUNK_OVERHEAD(400, "RFC 9112 section 7.1.1", "the chunked coding is mostly overhead"),
    CHUNK_END(400, "RFC 9112 section 7.1", "chunk data does not end with CRLF where its size says"),
    TRAILER_SIZE(431, "RFC 6585 section 5", "the trailer section is too large"),
    TRAILER_FIELD(
            400, "RFC 9110 section 6.5.1", "a trailer field would change the framing or routing"),
    SLOW_HEAD(408, "RFC 9110 section 15.5.9", "the request head took too long"),
    SLOW_BODY(408, "RFC 9110 section 15.5.9", "the request body took too long");

    private final int status;
    private final String source;
    private final String text;

    Rule(int status, String source, String text) {
        this.status = status;
        this.source = source;
        this.text = text;
    }

    /** The status code of the answer. */
    public int status() {
        return status;
    }

    /** Where the rule comes from: a section of an RFC, or a clause. */
    public String source() {
        return source;
    }

    /** What is wrong, in one sentence that has nothing of the request in it. */
    @Override
    public String toString() {
        return text + " (" + source + ")";
    }
}
