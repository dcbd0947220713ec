package gateway.toolkit.http;

import java.util.List;
import java.util.Optional;

/** What the conditions of a request lead to. */
public sealed interface Outcome {
    /** {@return the status code} */
    int status();

    /** The request is carried out as if it had no condition: 200, or what the method gives. */
    record Complete() implements Outcome {
        @Override
        public int status() {
            return 200;
        }
    }

    /**
     * Parts of the representation are sent: one as the body itself, several as {@code
     * multipart/byteranges}.
     *
     * @param ranges what to send, in this order; at least one
     * @param length of the whole representation
     */
    record Partial(List<ByteRange> ranges, long length) implements Outcome {
        /**
         * Copies the ranges.
         *
         * @throws IllegalArgumentException if there is none
         */
        public Partial {
            ranges = List.copyOf(ranges);
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException("no range");
            }
        }

        @Override
        public int status() {
            return 206;
        }

        /** {@return the field {@code Content-Range} of the answer, if there is one range} */
        public Optional<ContentRange> contentRange() {
            return ranges.size() == 1
                    ? Optional.of(ContentRange.of(ranges.get(0), length))
                    : Optional.empty();
        }
    }

    /** The client's copy is current: no body, and the fields that a 200 would update. */
    record NotModified() implements Outcome {
        @Override
        public int status() {
            return 304;
        }
    }

    /** The state is not the one that the client knows: nothing is done. */
    record PreconditionFailed() implements Outcome {
        @Override
        public int status() {
            return 412;
        }
    }

    /**
     * None of the ranges has an octet in the representation.
     *
     * @param contentRange the field {@code Content-Range} of the answer
     */
    record RangeNotSatisfiable(ContentRange contentRange) implements Outcome {
        @Override
        public int status() {
            return 416;
        }
    }
}
