package gateway.sample.cgi;

import java.nio.file.Path;

/**
 * The program that a request asks for.
 *
 * @param file absolute
 * @param name SCRIPT_NAME: the decoded path of the URL up to the program
 * @param pathInfo PATH_INFO: the decoded rest, {@code ""} or with a slash in front
 */
record Script(Path file, String name, String pathInfo) {
    /** Whether it writes a whole HTTP response (RFC 3875 section 5). */
    boolean isNonParsedHeader() {
        return String.valueOf(file.getFileName()).startsWith("nph-");
    }
}
