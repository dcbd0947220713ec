package gateway.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** RFC 9112 section 9.3.2: requests sent without waiting are answered in their order. */
class PipeliningIT {
    @Test
    void answersTwentyRequestsOfOneWriteInTheirOrder() throws Exception {
        StringBuilder requests = new StringBuilder();
        for (int i = 1; i <= 20; i++) {
            boolean posts = i % 3 == 0;
            requests.append(posts ? "POST" : "GET").append(" /").append(i);
            requests.append(" HTTP/1.1\r\nHost: a\r\n");
            requests.append(i == 20 ? "Connection: close\r\n" : "");
            // A body between requests: its last octet is the last before the next request line.
            requests.append(posts ? "Content-Length: 4\r\n\r\nGET " : "\r\n");
        }

        try (Server server = Server.run("environ");
                Connection connection = Connection.to(server.home())) {
            connection.send(requests.toString());

            for (int i = 1; i <= 20; i++) {
                Answer answer = connection.answer().orElseThrow();
                assertEquals(200, answer.status());
                assertTrue(answer.text().contains("\nPATH_INFO = \"/" + i + "\"\n"), answer.text());
            }
            assertFalse(connection.answer().isPresent(), "one answer too many");
        }
    }
}
