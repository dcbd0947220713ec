package gateway.toolkit.middleware;

import gateway.api.Header;

import java.util.List;
import java.util.Optional;

/** Header lines that can be asked by name. */
record HeaderLines(List<Header> lines) {
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return lines.stream()
                .filter(line -> line.name().equalsIgnoreCase(name))
                .map(Header::value)
                .toList();
    }
}
