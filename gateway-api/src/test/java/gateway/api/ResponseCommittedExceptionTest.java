package gateway.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

/** What a log shows of an error that came too late (SR-4). */
class ResponseCommittedExceptionTest {
    @Test
    void namesTheClauseAndKeepsTheError() {
        Throwable error = new Error("too late");
        ResponseCommittedException e = new ResponseCommittedException(error);
        assertSame(error, e.getCause());
        assertEquals("SR-4: the response is committed and cannot be replaced", e.getMessage());
    }
}
