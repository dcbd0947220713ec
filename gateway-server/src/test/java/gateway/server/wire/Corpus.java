package gateway.server.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Inputs that are worth trying again, and to begin from: those of the table, and those that a
 * fuzzer has found, which are kept in files beside it, in {@link Notation}, one on each line.
 */
enum Corpus {
    /** Request heads, perhaps with something behind them. */
    HEADS("heads.corpus") {
        @Override
        void addFrom(WireCase row, Consumer<String> inputs) {
            inputs.accept(row.octets());
        }
    },
    /** Bodies in chunked coding. */
    CHUNKS("chunks.corpus") {
        @Override
        void addFrom(WireCase row, Consumer<String> inputs) {
            int end = row.octets().indexOf("chunked\r\n\r\n");
            if (end >= 0) {
                inputs.accept(row.octets().substring(end + "chunked\r\n\r\n".length()));
            }
        }
    },
    /** All that one connection brings. */
    CONNECTIONS("connections.corpus") {
        @Override
        void addFrom(WireCase row, Consumer<String> inputs) {
            inputs.accept(row.octets());
        }
    };

    /** Larger ones take long and show no more. */
    private static final int MOST = 20_000;

    private final String file;

    Corpus(String file) {
        this.file = file;
    }

    abstract void addFrom(WireCase row, Consumer<String> inputs);

    /** All of them, in the order of the files. */
    List<byte[]> inputs() throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        Consumer<String> add =
                input -> {
                    if (input.length() <= MOST) {
                        inputs.add(input.getBytes(ISO_8859_1));
                    }
                };
        for (WireCase row : WireTable.readAll()) {
            addFrom(row, add);
        }
        try (InputStream lines =
                Objects.requireNonNull(Corpus.class.getResourceAsStream(file), file)) {
            new String(lines.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> add.accept(Notation.read(line)));
        }
        return inputs;
    }
}
