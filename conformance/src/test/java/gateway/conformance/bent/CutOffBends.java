package gateway.conformance.bent;

import static gateway.conformance.bent.BodyBends.arrays;

import gateway.api.Application;
import gateway.api.StartResponse;
import gateway.toolkit.ForwardingStartResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Faults of chapter 12 after the commit: each hides what fails at one point. */
@SuppressWarnings("try") // Applications throw what they like from close().
final class CutOffBends {
    private CutOffBends() {}

    static List<Bend> all() {
        return List.of(
                arrays("ERR-3", "a body that fails ends well", Hiding::new),
                arrays("ERR-3", "a hasNext() that fails is the end", HidingHasNext::new),
                arrays("ERR-3", "an unchecked exception of next() is the end", HidingNext::new),
                arrays("ERR-3", "a null array after others is the end", HidingNull::new),
                Bend.between(
                        "ERR-3",
                        "a call that fails after a flush has no body",
                        CutOffBends::hidingCall),
                Bend.between(
                        "ERR-3",
                        "an iterator() that fails after a flush has no arrays",
                        CutOffBends::hidingIterator));
    }

    /** Knows whether something was sent, which is when a failure can be hidden. */
    private static class Begun extends BentArrays {
        private boolean begun;
        private boolean ended;

        Begun(Iterator<byte[]> inner) {
            super(inner);
        }

        final boolean begun() {
            return begun;
        }

        /** Ends the body here. */
        final byte[] end() {
            ended = true;
            return new byte[0];
        }

        @Override
        public boolean hasNext() {
            return !ended && super.hasNext();
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            begun = begun || (array != null && array.length > 0);
            return array;
        }
    }

    private static final class Hiding extends Begun {
        Hiding(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            try {
                return super.hasNext();
            } catch (Throwable e) {
                if (!begun()) {
                    throw e;
                }
                return false;
            }
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

    private static final class HidingHasNext extends Begun {
        HidingHasNext(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public boolean hasNext() {
            try {
                return super.hasNext();
            } catch (Throwable e) {
                if (!begun()) {
                    throw e;
                }
                return false;
            }
        }
    }

    private static final class HidingNext extends Begun {
        HidingNext(Iterator<byte[]> inner) {
            super(inner);
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
        HidingNull(Iterator<byte[]> inner) {
            super(inner);
        }

        @Override
        public byte[] next() {
            byte[] array = super.next();
            return array == null && begun() ? end() : array;
        }
    }

    private static final class Flushes extends ForwardingStartResponse {
        private boolean flushed;

        Flushes(StartResponse right) {
            super(right);
        }

        @Override
        public boolean flush() throws IOException {
            boolean done = super.flush();
            flushed = flushed || done;
            return done;
        }
    }

    private static Application hidingCall(Application inner) {
        return (environ, right) -> {
            Flushes flushes = new Flushes(right);
            try {
                return inner.call(environ, flushes);
            } catch (Exception e) {
                if (!flushes.flushed) {
                    throw e;
                }
                return ended();
            }
        };
    }

    private static Application hidingIterator(Application inner) {
        return (environ, right) -> {
            Flushes flushes = new Flushes(right);
            @Nullable Iterable<byte[]> body = inner.call(environ, flushes);
            return BentBody.streaming(
                            streaming ->
                                    new BentBody(streaming) {
                                        @Override
                                        public Iterator<byte[]> iterator() {
                                            try {
                                                return super.iterator();
                                            } catch (Throwable e) {
                                                if (!flushes.flushed) {
                                                    throw e;
                                                }
                                                return ended().iterator();
                                            }
                                        }
                                    })
                    .apply(body);
        };
    }

    /** No arrays, and no Collection, whose length would be looked at. */
    private static Iterable<byte[]> ended() {
        return List.<byte[]>of()::iterator;
    }
}
