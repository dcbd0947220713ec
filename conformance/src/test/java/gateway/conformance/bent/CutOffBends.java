package gateway.conformance.bent;

import gateway.api.Application;
import gateway.api.Header;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/** Faults of chapter 12 after the commit: each hides what fails at one point. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class CutOffBends {
    private CutOffBends() {}

    static List<Bend> all() {
        return List.of(
                hiding("a body that fails ends well", Hiding::new),
                hiding("a hasNext() that fails is the end", HidingHasNext::new),
                hiding("an unchecked exception of next() is the end", HidingNext::new),
                hiding("a null array after others is the end", HidingNull::new),
                hiding(
                        "an iterator() that fails after a flush has no arrays",
                        (arrays, r) -> arrays),
                Bend.between(
                        "ERR-3",
                        "a call that fails after a flush has no body",
                        CutOffBends::hidingCall));
    }

    /** What was promised to the client, which is then kept. */
    private static final class Promise extends ForwardingStartResponse {
        private boolean flushed;
        private int length;

        Promise(StartResponse right) {
            super(right);
        }

        @Override
        public void start(String status, List<Header> headers, @Nullable Throwable error) {
            super.start(status, headers, error);
            length = 0;
            for (Header header : headers) {
                if (ResponseBends.is(header, "Content-Length") && header.value().length() < 6) {
                    length = Integer.parseInt(header.value());
                }
            }
        }

        @Override
        public boolean flush() throws IOException {
            boolean done = super.flush();
            flushed = flushed || done;
            return done;
        }

        /** What is missing after so many octets; one array, and no Collection. */
        Iterable<byte[]> rest(int sent) {
            List<byte[]> rest = List.of(new byte[Math.max(0, length - sent)]);
            return new BentBody(rest);
        }
    }

    private static Bend hiding(
            String fault, BiFunction<Iterator<byte[]>, Promise, Iterator<byte[]>> change) {
        boolean ofIterator = fault.contains("iterator()");
        return Bend.between(
                "ERR-3",
                fault,
                inner ->
                        (environ, right) -> {
                            Promise promise = new Promise(right);
                            return BentBody.streaming(
                                            body -> new Changed(body, promise, change, ofIterator))
                                    .apply(inner.call(environ, promise));
                        });
    }

    private static final class Changed extends BentBody {
        private final Promise promise;
        private final BiFunction<Iterator<byte[]>, Promise, Iterator<byte[]>> change;
        private final boolean ofIterator;

        Changed(
                Iterable<byte[]> inner,
                Promise promise,
                BiFunction<Iterator<byte[]>, Promise, Iterator<byte[]>> change,
                boolean ofIterator) {
            super(inner);
            this.promise = promise;
            this.change = change;
            this.ofIterator = ofIterator;
        }

        @Override
        public Iterator<byte[]> iterator() {
            try {
                return change.apply(super.iterator(), promise);
            } catch (Throwable e) {
                if (!ofIterator || !promise.flushed) {
                    throw e;
                }
                return promise.rest(0).iterator();
            }
        }
    }

    private static Application hidingCall(Application inner) {
        return (environ, right) -> {
            Promise promise = new Promise(right);
            try {
                return inner.call(environ, promise);
            } catch (Exception e) {
                if (!promise.flushed) {
                    throw e;
                }
                return promise.rest(0);
            }
        };
    }

    /** Knows what was sent: only after that can a failure be hidden. */
    private static class Begun extends BentArrays {
        private final Promise promise;
        private int sent;
        private boolean ended;

        Begun(Iterator<byte[]> inner, Promise promise) {
            super(inner);
            this.promise = promise;
        }

        final boolean begun() {
            return sent > 0;
        }

        /** Ends the body here. */
        final byte[] end() {
            ended = true;
            return promise.rest(sent).iterator().next();
        }

        @Override
        public boolean hasNext() {
            return !ended && super.hasNext();
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            sent += array == null ? 0 : array.length;
            return array;
        }
    }

    /** Hides what hasNext() throws: there is an array then, of what is missing. */
    private static class HidingHasNext extends Begun {
        private boolean failed;

        HidingHasNext(Iterator<byte[]> inner, Promise promise) {
            super(inner, promise);
        }

        @Override
        public boolean hasNext() {
            try {
                return super.hasNext();
            } catch (Throwable e) {
                if (!begun()) {
                    throw e;
                }
                failed = true;
                return true;
            }
        }

        @Override
        public byte[] next() {
            return failed ? end() : super.next();
        }
    }

    /** Hides all that either method throws. */
    private static final class Hiding extends HidingHasNext {
        Hiding(Iterator<byte[]> inner, Promise promise) {
            super(inner, promise);
        }

        @Override
        public byte[] next() {
            try {
                return super.next();
            } catch (Throwable e) {
                if (!begun()) {
                    throw e;
                }
                return end();
            }
        }
    }

    private static final class HidingNext extends Begun {
        HidingNext(Iterator<byte[]> inner, Promise promise) {
            super(inner, promise);
        }

        @Override
        public byte[] next() {
            try {
                return super.next();
            } catch (RuntimeException e) {
                if (!begun()) {
                    throw e;
                }
                return end();
            }
        }
    }

    private static final class HidingNull extends Begun {
        HidingNull(Iterator<byte[]> inner, Promise promise) {
            super(inner, promise);
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            return array == null && begun() ? end() : array;
        }
    }
}
