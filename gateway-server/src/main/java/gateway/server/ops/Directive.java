package gateway.server.ops;

import gateway.server.http.RequestHead;
import gateway.server.http.Served;
import gateway.server.net.Ends.End;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What may stand in a template of the access log; most letters mean what they mean to Apache. */
enum Directive {
    HOST("%h", "address of the client, - over a Unix-domain socket"),
    LOGIN("%l", "always -"),
    USER("%u", "always -: the server authenticates nobody"),
    TIME("%t", "when the head was read: [21/Nov/2026:19:20:00 +0000]"),
    ISO_TIME("%{iso}t", "the same as 2026-11-21T19:20:00.123Z"),
    REQUEST_LINE("%r", "method, target and protocol; - where the head was refused"),
    METHOD("%m", "method"),
    PATH("%U", "path as it was sent, without the query"),
    QUERY("%q", "query with its question mark, or nothing"),
    PROTOCOL("%H", "protocol"),
    STATUS("%s", "status that was sent, - for none"),
    BODY("%b", "octets of the body that were sent, - for none"),
    BODY_NUMBER("%B", "the same, 0 for none"),
    SENT("%O", "octets that were sent, head and chunked coding included, before TLS"),
    MICROS("%D", "microseconds from the end of the head to the end of the answer"),
    MILLIS("%{ms}T", "the same in milliseconds"),
    SECONDS("%T", "the same in seconds"),
    ENDED("%X", "how the answer ended: complete, client-gone, aborted"),
    RULE("%R", "the rule that the client has broken, - for none"),
    ID("%L", "id of the request, - for none"),
    LOCAL_PORT("%p", "port of the server's end"),
    PID("%P", "number of the process"),
    REFERER("%f", "the Referer field"),
    AGENT("%a", "the User-Agent field"),
    PERCENT("%%", "a percent sign");

    private static final String PROCESS = Long.toString(ProcessHandle.current().pid());

    private final String sign;
    private final String text;

    Directive(String sign, String text) {
        this.sign = sign;
        this.text = text;
    }

    /** How it is written. */
    String sign() {
        return sign;
    }

    /** What it stands for. */
    String text() {
        return text;
    }

    static String signs() {
        return Arrays.stream(values()).map(Directive::sign).collect(Collectors.joining(" "))
                + " %{NAME}i %{NAME}o";
    }

    /**
     * A format of this alone.
     *
     * @param quoted whether it stands between quotes; else a space ends its field
     */
    LineFormat format(boolean quoted) {
        return switch (this) {
            case HOST -> words(served -> served.ends().remote().map(End::host), quoted);
            case LOGIN, USER -> constant("-");
            case TIME -> commonTime();
            case ISO_TIME -> isoTime();
            case REQUEST_LINE -> Directive::requestLine;
            case METHOD -> ofHead(RequestHead::method, quoted);
            case PATH -> ofHead(head -> head.target().rawPath(), quoted);
            case QUERY -> Directive::query;
            case PROTOCOL -> ofHead(head -> head.version().toString(), quoted);
            case STATUS -> (served, line) -> orDash(line, served.status());
            case BODY -> (served, line) -> orDash(line, served.body());
            case BODY_NUMBER -> (served, line) -> line.number(served.body());
            case SENT -> (served, line) -> line.number(served.sent());
            case MICROS -> (served, line) -> line.number(served.nanos() / 1_000);
            case MILLIS -> (served, line) -> line.number(served.nanos() / 1_000_000);
            case SECONDS -> (served, line) -> line.number(served.nanos() / 1_000_000_000);
            case ENDED -> (served, line) -> line.plain(Words.of(served.ending()));
            case RULE -> words(served -> served.refused().map(Enum::name), quoted);
            case ID -> words(Words::id, quoted);
            case LOCAL_PORT -> (served, line) -> line.word(served.ends().local().port());
            case PID -> constant(PROCESS);
            case REFERER -> words(served -> Words.field(served, "Referer"), quoted);
            case AGENT -> words(served -> Words.field(served, "User-Agent"), quoted);
            case PERCENT -> constant("%");
        };
    }

    /** What a request says of itself, or a dash. */
    interface Word {
        Optional<String> of(Served served);
    }

    private interface HeadWord {
        String of(RequestHead head);
    }

    static LineFormat words(Word word, boolean quoted) {
        return (served, line) -> {
            Optional<String> value = word.of(served);
            if (value.isEmpty() || value.get().isEmpty()) {
                line.plain('-');
            } else if (quoted) {
                line.text(value.get());
            } else {
                line.word(value.get());
            }
        };
    }

    private static LineFormat ofHead(HeadWord word, boolean quoted) {
        return words(served -> served.head().map(word::of), quoted);
    }

    static LineFormat constant(String text) {
        return (served, line) -> line.plain(text);
    }

    private static LineFormat commonTime() {
        TimeText time = TimeText.common(ZoneId.systemDefault());
        return (served, line) -> line.plain('[').plain(time.of(served.startMillis())).plain(']');
    }

    private static LineFormat isoTime() {
        TimeText time = TimeText.iso();
        return (served, line) ->
                line.plain(time.of(served.startMillis()))
                        .plain('.')
                        .padded(Math.floorMod(served.startMillis(), 1_000), 3)
                        .plain('Z');
    }

    private static void requestLine(Served served, LineBuffer line) {
        if (served.head().isEmpty()) {
            line.plain('-');
            return;
        }
        RequestHead head = served.head().get();
        line.word(head.method()).plain(' ').word(head.target().text()).plain(' ');
        line.plain(head.version().toString());
    }

    private static void query(Served served, LineBuffer line) {
        if (served.head().isPresent() && !served.head().get().target().query().isEmpty()) {
            line.plain('?').word(served.head().get().target().query());
        }
    }

    private static void orDash(LineBuffer line, long value) {
        if (value == 0) {
            line.plain('-');
        } else {
            line.number(value);
        }
    }
}
