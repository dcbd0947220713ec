package gateway.toolkit.session;

import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;
import gateway.toolkit.http.SetCookie;
import gateway.toolkit.http.Vary;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Opens the session of one request when it is asked for, and adds what saves it to the head. */
final class SavingStart extends ForwardingStartResponse {
    private final Function<String, Session> reader;
    private final Function<Session, Optional<SetCookie>> writer;
    private Optional<Session> open = Optional.empty();
    private String openedFrom = "";
    private boolean saved;

    SavingStart(
            StartResponse outer,
            Function<String, Session> reader,
            Function<Session, Optional<SetCookie>> writer) {
        super(outer);
        this.reader = reader;
        this.writer = writer;
    }

    /** The session of the environ's cookies; one that was changed stays, whatever they are now. */
    Session session(Map<String, Object> environ) {
        String cookies = Environ.header(environ, "Cookie").orElse("");
        if (open.isPresent() && (open.get().isChanged() || openedFrom.equals(cookies))) {
            return open.get();
        }
        if (saved) {
            throw new IllegalStateException(
                    "the response is started: ask for the session before that");
        }
        Session session = reader.apply(cookies);
        open = Optional.of(session);
        openedFrom = cookies;
        return session;
    }

    @Override
    public void start(String status, List<Header> headers, @Nullable Throwable error) {
        super.start(status, saving(headers), error);
        save();
    }

    @Override
    public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
        boolean accepted = super.upgrade(protocol, saving(headers), handler);
        if (accepted) {
            save();
        }
        return accepted;
    }

    private void save() {
        saved = true;
        open.ifPresent(Session::save);
    }

    private List<Header> saving(List<Header> headers) {
        if (open.isEmpty()) {
            return headers;
        }
        List<Header> all = new ArrayList<>(headers);
        Vary.add(all, "Cookie");
        writer.apply(open.get())
                .ifPresent(cookie -> all.add(new Header("Set-Cookie", cookie.headerValue())));
        return all;
    }
}
