package gateway.server.ops;

import gateway.server.http.RequestHead;
import gateway.server.http.RequestListener;
import gateway.server.http.Rule;
import gateway.server.http.Served;
import gateway.server.log.LineQuota;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.function.Consumer;

/** Tells several listeners of requests; one that fails keeps nobody from being told. */
final class AllRequests implements RequestListener {
    private static final Logger LOG = LoggerFactory.getLogger(AllRequests.class);

    private final RequestListener[] all;
    private final LineQuota failures = LineQuota.standard();

    private AllRequests(List<RequestListener> all) {
        this.all = all.toArray(RequestListener[]::new);
    }

    /** Tells each of {@code all}, in their order. */
    static RequestListener of(List<RequestListener> all) {
        return new AllRequests(all);
    }

    @Override
    public String identify(RequestHead head) {
        String id = "";
        for (RequestListener one : all) {
            id = id.isEmpty() ? one.identify(head) : id;
        }
        return id;
    }

    @Override
    public void served(Served served) {
        tell(one -> one.served(served));
    }

    @Override
    public void refused(Rule rule) {
        tell(one -> one.refused(rule));
    }

    @Override
    public void moved(long received, long sent) {
        tell(one -> one.moved(received, sent));
    }

    private void tell(Consumer<RequestListener> what) {
        for (RequestListener one : all) {
            try {
                what.accept(one);
            } catch (RuntimeException | Error e) {
                failures.write(
                        () -> LOG.error("an observer of requests failed", e),
                        count -> LOG.error("observers of requests failed {} times more", count));
            }
        }
    }
}
