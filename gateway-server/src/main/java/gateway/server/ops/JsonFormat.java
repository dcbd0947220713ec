package gateway.server.ops;

import gateway.server.http.RequestHead;
import gateway.server.http.Served;
import gateway.server.net.Ends.End;

import java.util.Optional;

/** An object for each request, with the same members in the same order; null for what is not. */
final class JsonFormat implements LineFormat {
    private final TimeText time = TimeText.iso();

    @Override
    public void append(Served served, LineBuffer line) {
        Optional<RequestHead> head = served.head();
        Optional<End> remote = served.ends().remote();
        line.plain("{\"time\":\"").plain(time.of(served.startMillis())).plain('.');
        line.padded(Math.floorMod(served.startMillis(), 1_000), 3).plain("Z\"");
        member(line, "remote_addr", remote.map(End::host));
        member(line, "remote_port", remote.map(End::port));
        member(line, "method", head.map(RequestHead::method));
        member(line, "target", head.map(known -> known.target().text()));
        member(line, "protocol", head.map(known -> known.version().toString()));
        member(line, "host", head.map(RequestHead::host).filter(host -> !host.isEmpty()));
        line.plain(",\"status\":");
        if (served.status() == 0) {
            line.plain("null");
        } else {
            line.number(served.status());
        }
        line.plain(",\"body_bytes\":").number(served.body());
        line.plain(",\"sent_bytes\":").number(served.sent());
        line.plain(",\"duration_us\":").number(served.nanos() / 1_000);
        member(line, "ended", Optional.of(Words.of(served.ending())));
        member(line, "rule", served.refused().map(Enum::name));
        member(line, "request_id", Words.id(served));
        member(line, "referer", Words.field(served, "Referer"));
        member(line, "user_agent", Words.field(served, "User-Agent"));
        line.plain('}');
    }

    private static void member(LineBuffer line, String name, Optional<String> value) {
        line.plain(",\"").plain(name).plain("\":");
        if (value.isPresent()) {
            line.string(value.get());
        } else {
            line.plain("null");
        }
    }
}
