package gateway.conformance.bent;

import static gateway.conformance.bent.ResponseBends.reply;

import gateway.api.Environ;
import gateway.api.Finish;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.api.UpgradeHandler;
import gateway.toolkit.ForwardingStartResponse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Faults of chapter 16: extensions. */
final class ExtensionBends {
    private ExtensionBends() {}

    static List<Bend> all() {
        return List.of(
                Bend.environ(
                        "EXT-1",
                        "a key has capital letters",
                        environ -> environ.put("Bent.Key", "")),
                Bend.response(
                        "EXT-3",
                        "hints are promised and not sent",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean earlyHints(List<Header> headers) {
                                        return true;
                                    }
                                }),
                Bend.wire(
                        "EXT-3",
                        "a 103 loses its headers",
                        new WireFault() {
                            @Override
                            public String interim(String head) {
                                return head.replaceFirst("(?s)\r\n.*", "\r\n\r\n");
                            }
                        }),
                Bend.response(
                        "EXT-4",
                        "trailers are promised and not sent",
                        (e, right) -> new NoTrailers(right)),
                Bend.response(
                        "EXT-4",
                        "trailers are promised after a flush",
                        (e, right) -> new LateTrailers(right)),
                Bend.response(
                        "EXT-4",
                        "suppliers are called whether it sends or not",
                        (e, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean trailers(Supplier<List<Header>> supplier) {
                                        boolean sent = super.trailers(supplier);
                                        return sent || supplier.get() == null;
                                    }
                                }),
                Bend.environ(
                        "EXT-5",
                        "trailers of a request are lost",
                        environ ->
                                environ.put(
                                        Environ.REQUEST_TRAILERS,
                                        (Supplier<List<Header>>) List::of)),
                Bend.environ(
                        "EXT-5", "trailers of a request are keys", ExtensionBends::mergeTrailers),
                Bend.response(
                        "EXT-6",
                        "a flush is promised and not done",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean flush() {
                                        return true;
                                    }
                                }),
                Bend.response(
                        "EXT-7",
                        "an upgrade is possible after start",
                        (e, right) -> new LateUpgrade(right)),
                Bend.response(
                        "EXT-7",
                        "an upgrade is promised and not done",
                        (environ, right) ->
                                new ForwardingStartResponse(right) {
                                    @Override
                                    public boolean upgrade(
                                            String protocol,
                                            List<Header> headers,
                                            UpgradeHandler handler) {
                                        right.start("200", headers);
                                        return true;
                                    }
                                }),
                reply(
                        "EXT-7",
                        "a 101 does not name the protocol",
                        "(?s)^(HTTP/1\\.1 101.*?\\r\\n)Upgrade: [^\\r]*\\r\\n",
                        "$1"),
                Bend.environ(
                        "EXT-8",
                        "the client is always there",
                        environ ->
                                environ.put(
                                        Environ.CLIENT_DISCONNECTED,
                                        (BooleanSupplier) () -> false)),
                Bend.environ(
                        "EXT-9", "callbacks run in the order registered", ExtensionBends::inOrder),
                Bend.environ(
                        "EXT-9",
                        "failures are not told",
                        environ ->
                                finishing(
                                        environ,
                                        finish ->
                                                new Finish(
                                                        finish.status(), finish.octets(), null))),
                Bend.environ(
                        "EXT-9",
                        "octets are not counted",
                        environ ->
                                finishing(
                                        environ,
                                        finish ->
                                                new Finish(finish.status(), 0, finish.failure()))),
                Bend.environ(
                        "EXT-10",
                        "there is a session without TLS",
                        environ -> environ.put(Environ.SSL_SESSION, new Object())),
                Bend.environ(
                        "EXT-10",
                        "there is no session under TLS",
                        environ -> environ.remove(Environ.SSL_SESSION)),
                Bend.environ(
                        "EXT-11",
                        "raw headers are sorted",
                        environ ->
                                rawHeaders(
                                        environ,
                                        list ->
                                                list.stream()
                                                        .sorted(
                                                                java.util.Comparator.comparing(
                                                                        Header::name))
                                                        .toList())),
                Bend.environ(
                        "EXT-11",
                        "raw headers can be modified",
                        environ -> rawHeaders(environ, ArrayList::new)),
                Bend.environ(
                        "EXT-12",
                        "a reserved key is set",
                        environ -> environ.put("gateway.request_id", "7")));
    }

    private static final class NoTrailers extends ForwardingStartResponse {
        NoTrailers(StartResponse right) {
            super(right);
        }

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            return super.trailers(List::of);
        }
    }

    private static final class LateTrailers extends ForwardingStartResponse {
        private boolean flushed;

        LateTrailers(StartResponse right) {
            super(right);
        }

        @Override
        public boolean flush() throws IOException {
            boolean done = super.flush();
            flushed = flushed || done;
            return done;
        }

        @Override
        public boolean trailers(Supplier<List<Header>> supplier) {
            return super.trailers(supplier) || flushed;
        }
    }

    private static final class LateUpgrade extends ForwardingStartResponse {
        LateUpgrade(StartResponse right) {
            super(right);
        }

        @Override
        public boolean upgrade(String protocol, List<Header> headers, UpgradeHandler handler) {
            try {
                return super.upgrade(protocol, headers, handler);
            } catch (IllegalStateException e) {
                return false;
            }
        }
    }

    private static void mergeTrailers(Map<String, Object> environ) {
        Object supplier = environ.get(Environ.REQUEST_TRAILERS);
        if (supplier != null) {
            environ.put(
                    Environ.REQUEST_TRAILERS,
                    (Supplier<List<Header>>)
                            () -> {
                                List<Header> trailers = trailers(supplier);
                                for (Header trailer : trailers) {
                                    environ.put(
                                            "HTTP_"
                                                    + trailer.name()
                                                            .toUpperCase(java.util.Locale.ROOT)
                                                            .replace('-', '_'),
                                            trailer.value());
                                }
                                return trailers;
                            });
        }
    }

    @SuppressWarnings("unchecked") // So says EXT-5.
    private static List<Header> trailers(Object supplier) {
        return ((Supplier<List<Header>>) supplier).get();
    }

    private static void inOrder(Map<String, Object> environ) {
        List<Consumer<Finish>> callbacks = Collections.synchronizedList(new ArrayList<>());
        Environ.onFinish(environ, finish -> callbacks.forEach(one -> one.accept(finish)));
        environ.put(Environ.ON_FINISH, (Consumer<Consumer<Finish>>) callbacks::add);
    }

    interface Change {
        Finish of(Finish finish);
    }

    static void finishing(Map<String, Object> environ, Change change) {
        Consumer<Consumer<Finish>> right = onFinish(environ);
        environ.put(
                Environ.ON_FINISH,
                (Consumer<Consumer<Finish>>)
                        callback -> right.accept(finish -> callback.accept(change.of(finish))));
    }

    @SuppressWarnings("unchecked") // So says EXT-9.
    static Consumer<Consumer<Finish>> onFinish(Map<String, Object> environ) {
        return (Consumer<Consumer<Finish>>) Objects.requireNonNull(environ.get(Environ.ON_FINISH));
    }

    @SuppressWarnings("unchecked") // So says EXT-11.
    private static void rawHeaders(Map<String, Object> environ, ResponseBends.Change change) {
        environ.computeIfPresent(Environ.RAW_HEADERS, (k, v) -> change.of((List<Header>) v));
    }
}
