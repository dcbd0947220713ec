package gateway.conformance.files;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A container with a folder in a process of its own, whose heap the test has chosen. */
final class SmallHeap {
    private SmallHeap() {}

    /** Serves the folder that is named until it is killed. */
    public static void main(String[] words) throws Exception {
        FileSite site = FileSite.of(Path.of(words[0]));
        System.err.println("ready at " + site.at(""));
        new CountDownLatch(1).await();
    }
}
