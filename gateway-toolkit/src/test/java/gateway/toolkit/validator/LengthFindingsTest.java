package gateway.toolkit.validator;

import static gateway.toolkit.validator.Watched.TEXT;
import static gateway.toolkit.validator.Watched.answering;
import static gateway.toolkit.validator.Watched.hintAtServer;
import static gateway.toolkit.validator.Watched.lazily;
import static gateway.toolkit.validator.Watched.octets;
import static gateway.toolkit.validator.Watched.ofApplication;
import static gateway.toolkit.validator.Watched.ofServer;

import gateway.api.Application;
import gateway.api.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Bodies that are not as long as they say, and servers that go on: LEN-1, LEN-2, LEN-6, BODY-8. */
// Nulls are among the faults, and calls whose result nobody wants.
@SuppressWarnings({"NullAway", "ReturnValueIgnored"})
class LengthFindingsTest {
    private final Watched watched = new Watched();

    private static List<Header> length(long octets) {
        return List.of(TEXT.get(0), new Header("Content-Length", String.valueOf(octets)));
    }

    private static Application sized(long octets, Iterable<byte[]> body) {
        return (environ, startResponse) -> {
            startResponse.start("200 OK", length(octets));
            return body;
        };
    }

    private FakeServer serve(Application application) {
        return FakeServer.get().serve(watched.one(application));
    }

    @Test
    void namesABodyLongerThanItsLength() {
        serve(sized(4, lazily("abc", "", "def", "ghi")));
        watched.assertFindings(
                ofApplication(
                        "LEN-1", "the body is longer than Content-Length: array 3: 6 of 4 octets"),
                ofServer(
                        "LEN-1",
                        "the body is iterated on after it exceeded Content-Length: hasNext() after"
                                + " array 3"),
                hintAtServer(
                        "EXT-9",
                        "the finish callback gets another number of octets than was yielded: 9 for"
                                + " 4"));
    }

    @Test
    void acceptsACollectionThatIsIteratedToTheEndForItsLength() {
        FakeServer server =
                iterating(
                        body -> {
                            body.forEach(array -> {});
                            throw new IllegalStateException("LEN-1");
                        });
        server.serve(watched.one(sized(4, List.of(octets("abc"), octets("def"), octets("ghi")))));
        watched.assertFindings(
                ofApplication(
                        "LEN-1", "the body is longer than Content-Length: array 2: 6 of 4 octets"));
    }

    @Test
    void findsNothingInAServerThatStops() {
        FakeServer server =
                new FakeServer("GET", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        body.iterator().hasNext();
                    }
                };
        server.serve(watched.one(sized(4, lazily("abc", "def"))));
        watched.assertFindings();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void namesABodyShorterThanItsLength(boolean isCollection) {
        serve(sized(10, isCollection ? List.of(octets("123456789")) : lazily("1234", "56789")));
        watched.assertFindings(
                ofApplication(
                        "LEN-2",
                        "the body is shorter than Content-Length: 9 of 10 octets in "
                                + (isCollection ? 1 : 2)
                                + " arrays"));
    }

    @Test
    void acceptsAnyLengthForHead() {
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4242, List.of())));
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4, List.of(octets("abcd")))));
        new FakeServer("HEAD", "/a").serve(watched.one(sized(4, lazily("abcd"))));
        watched.assertFindings();
    }

    @Test
    void namesAServerThatIteratesForHead() {
        FakeServer server =
                new FakeServer("HEAD", "/a") {
                    @Override
                    void send(Iterable<byte[]> body) {
                        body.forEach(array -> {});
                    }
                };
        server.serve(watched.one(answering(lazily("abc"))));
        watched.assertFindings(
                ofServer(
                        "LEN-6",
                        "the body is iterated for HEAD or for a status without a body: \"HEAD\""
                                + " 200"));
    }

    private static FakeServer iterating(java.util.function.Consumer<Iterable<byte[]>> how) {
        return new FakeServer("GET", "/a") {
            @Override
            void send(Iterable<byte[]> body) {
                how.accept(body);
            }
        };
    }

    /** Says it has so many arrays. */
    private static final class Lying extends AbstractCollection<byte[]> {
        private final int size;
        private final AtomicInteger round = new AtomicInteger();

        Lying(int size) {
            this.size = size;
        }

        @Override
        public Iterator<byte[]> iterator() {
            return List.of(octets("a"), octets("b" + round.incrementAndGet())).iterator();
        }

        @Override
        public int size() {
            return size;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void namesACollectionThatLiesAboutItsSize(int size) {
        serve(answering(new Lying(size)));
        watched.assertFindings(
                ofApplication(
                        "BODY-8",
                        "size() of the Collection is not the number of its arrays: "
                                + (size == 1 ? "1 for 2 or more" : "3 for 2")));
    }

    @Test
    void namesACollectionThatChangesItsArrays() {
        iterating(
                        body -> {
                            body.forEach(array -> {});
                            body.forEach(array -> {});
                        })
                .serve(watched.one(answering(new Lying(2))));
        assertFindingsBut(
                "EXT-9",
                ofApplication(
                        "BODY-8",
                        "another iteration of the Collection yields other arrays: array 2"));
    }

    /** A server that only iterates has sent nothing, which its finish callback shows. */
    private void assertFindingsBut(String clause, String... expected) {
        watched.findings.removeIf(finding -> finding.clause().id().equals(clause));
        watched.assertFindings(expected);
    }
}
