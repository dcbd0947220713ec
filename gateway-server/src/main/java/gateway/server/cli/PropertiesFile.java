package gateway.server.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.io.Serial;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options in a file, as {@link Properties} has it, in UTF-8: {@code keep-alive = 75s}.
 *
 * @param words by key, in the order of the file
 */
record PropertiesFile(Path path, Map<String, String> words) {
    private static final String FILE = "config";

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if it cannot be read, or says something twice
     */
    static PropertiesFile read(Path path) {
        Map<String, String> words = new LinkedHashMap<>();
        Properties properties = new OnceEach(path, words);
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (Malformed e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    path + ": a line cannot be understood: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("--config: there is no file " + path, e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--config: " + path + " is not in UTF-8", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--config: cannot read " + path + ": " + e, e);
        }
        return new PropertiesFile(path, Collections.unmodifiableMap(words));
    }

    private static final class Malformed extends IllegalArgumentException {
        @Serial private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    /** Keeps the order, and does not let a later line overrule an earlier one silently. */
    private static final class OnceEach extends Properties {
        @Serial private static final long serialVersionUID = 1;

        private final transient Path path;
        private final transient Map<String, String> words;

        OnceEach(Path path, Map<String, String> words) {
            this.path = path;
            this.words = words;
        }

        @Override
        public synchronized Object put(Object key, Object value) {
            if (words.putIfAbsent((String) key, ((String) value).strip()) != null) {
                throw new Malformed(path + ": " + key + " is said twice");
            }
            return value;
        }
    }

    /**
     * What it says, by key.
     *
     * @param keys what can be said
     * @throws IllegalArgumentException for a key that is none of them
     */
    Map<String, Said> said(Set<String> keys) {
        Map<String, Said> said = new LinkedHashMap<>();
        words.forEach(
                (key, word) -> {
                    if (key.equals(FILE)) {
                        throw refused(key, "a file cannot name another");
                    }
                    boolean settings = keys.contains("set");
                    if (settings && key.startsWith(Keys.SETTINGS)) {
                        SettingOption.require(
                                key.substring(Keys.SETTINGS.length()), path + ": " + key);
                        said.put(key, new Said(path.toString(), word));
                    } else if (settings && key.equals("set")) {
                        throw refused(key, "a setting has a line of its own, set.NAME = VALUE");
                    } else if (!keys.contains(key)) {
                        List<String> known = new ArrayList<>(keys);
                        throw new IllegalArgumentException(
                                path + ": there is no option " + key + Nearest.hint(key, known));
                    } else if (word.isEmpty()) {
                        throw refused(key, "the value is missing");
                    } else {
                        said.put(key, new Said(path.toString(), word));
                    }
                });
        return said;
    }

    private IllegalArgumentException refused(String key, String reason) {
        return new IllegalArgumentException(path + ": " + key + ": " + reason);
    }

    /** Looks what has changed in it, and tells the log: it is not taken up. */
    void compare() {
        Logger log = LoggerFactory.getLogger(PropertiesFile.class);
        try {
            Set<String> changes = changes();
            if (changes.isEmpty()) {
                log.info("HUP: {} has not changed", path);
            } else {
                log.warn(
                        "HUP: {} has changed in {}, which only a restart takes up",
                        path,
                        String.join(", ", changes));
            }
        } catch (IllegalArgumentException e) {
            log.error("HUP: with {} as it is, a restart would fail: {}", path, e.getMessage());
        }
    }

    /**
     * The keys in which another reading of it differs.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    Set<String> changes() {
        Map<String, String> now = read(path).words;
        Set<String> changed = new TreeSet<>(words.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(key -> Objects.equals(words.get(key), now.get(key)));
        return changed;
    }
}
