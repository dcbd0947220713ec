package gateway.toolkit.request;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that may not be longer than so many octets: the read that finds one more throws 413. */
final class LimitedInput extends FilterInputStream {
    private long left;

    LimitedInput(InputStream in, long most) {
        super(in);
        this.left = most;
    }

    static HttpException tooLarge() {
        return new HttpException(HttpError.CONTENT_TOO_LARGE);
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        count(octet < 0 ? 0 : 1);
        return octet;
    }

    @Override
    public int read(byte[] octets, int offset, int count) throws IOException {
        // One more than is allowed, to see whether there is one.
        int wanted = (int) Math.min(count, left == Long.MAX_VALUE ? left : left + 1);
        int read = super.read(octets, offset, wanted);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] passed = new byte[(int) Math.max(0, Math.min(count, 8192))];
        return Math.max(0, read(passed, 0, passed.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int octets) {
        left -= octets;
        if (left < 0) {
            left = 0;
            throw tooLarge();
        }
    }
}
