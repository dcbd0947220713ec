package gateway.bench.peers.common;

import java.nio.file.Path;

/**
 * What a peer is started with.
 *
 * @param port where it listens on 127.0.0.1
 * @param files the folder that {@code /file} and {@code /file10k} are in
 */
public record Words(int port, Path files) {
    /** How many connections may wait to be accepted. */
    public static final int BACKLOG = 4096;

    /** Reads {@code PORT FOLDER}. */
    public static Words of(String[] words) {
        if (words.length != 2) {
            throw new IllegalArgumentException("Usage: PORT FOLDER");
        }
        return new Words(Integer.parseInt(words[0]), Path.of(words[1]).toAbsolutePath());
    }
}
