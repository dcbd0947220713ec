package gateway.toolkit.middleware;

import java.util.Iterator;

/** A body whose steps are measured. */
@SuppressWarnings("try") // The body within may throw anything from close().
final class ProfiledBody implements Iterable<byte[]>, AutoCloseable {
    private final Iterable<byte[]> body;
    private final ProfiledRequest request;
    private final Runnable atEnd;

    ProfiledBody(Iterable<byte[]> body, ProfiledRequest request, Runnable atEnd) {
        this.body = body;
        this.request = request;
        this.atEnd = atEnd;
    }

    @Override
    public Iterator<byte[]> iterator() {
        Iterator<byte[]> arrays;
        request.enter();
        try {
            arrays = body.iterator();
        } finally {
            request.leave();
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                request.enter();
                try {
                    return arrays.hasNext();
                } finally {
                    request.leave();
                }
            }

            @Override
            public byte[] next() {
                request.enter();
                try {
                    byte[] array = arrays.next();
                    if (array != null) { // Else it is the caller's to find (BODY-2).
                        request.octets(array.length);
                    }
                    return array;
                } finally {
                    request.leave();
                }
            }
        };
    }

    @Override
    public void close() throws Exception {
        request.enter();
        try {
            if (body instanceof AutoCloseable resource) {
                resource.close();
            }
        } finally {
            request.leave();
            atEnd.run();
        }
    }
}
