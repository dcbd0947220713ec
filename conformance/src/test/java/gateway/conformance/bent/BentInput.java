package gateway.conformance.bent;

import gateway.api.Environ;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Passes reads on; a fault overrides one of its methods. */
class BentInput extends FilterInputStream {
    BentInput(InputStream inner) {
        super(inner);
    }

    /** Puts the fault into the input of each request. */
    static Consumer<Map<String, Object>> of(UnaryOperator<InputStream> fault) {
        return environ -> environ.compute(Environ.INPUT, (k, v) -> fault.apply((InputStream) v));
    }

    /** All reads come here. */
    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        return in.read(into, offset, length);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int count = read(one, 0, 1);
        return count < 0 ? -1 : one[0] & 0xFF;
    }
}
