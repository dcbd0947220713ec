package gateway.server.wire;

import java.util.List;
import java.util.stream.IntStream;

/** Into how many writes a client cuts its octets. */
enum Way {
    WHOLE {
        @Override
        List<String> pieces(String octets) {
            return List.of(octets);
        }
    },
    HALVES {
        @Override
        List<String> pieces(String octets) {
            int middle = octets.length() / 2;
            return List.of(octets.substring(0, middle), octets.substring(middle));
        }
    },
    OCTETS {
        @Override
        List<String> pieces(String octets) {
            return IntStream.range(0, octets.length())
                    .mapToObj(i -> octets.substring(i, i + 1))
                    .toList();
        }
    };

    abstract List<String> pieces(String octets);
}
