package gateway.conformance.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import gateway.conformance.Child;
import gateway.conformance.NeedsBrowser;
import gateway.conformance.Tool;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A browser that plays the end of a long recording without having fetched what is before. */
@NeedsBrowser
@Timeout(300)
class MediaIT {
    private static final int RATE = 44_100;
    private static final int SECONDS = 1_800;

    /** Half an hour of silence, two channels of 16 bits; the file system stores holes. */
    private static void recording(Path file) throws IOException {
        int octets = SECONDS * RATE * 4;
        ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        head.put("RIFF".getBytes(US_ASCII)).putInt(octets + 36).put("WAVEfmt ".getBytes(US_ASCII));
        head.putInt(16).putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(RATE * 4);
        head.putShort((short) 4).putShort((short) 16).put("data".getBytes(US_ASCII)).putInt(octets);
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(head.array());
            out.setLength(44L + octets);
        }
    }

    @Test
    void seeks(@TempDir Path folder) throws Exception {
        Tool chromium = new Tool("chromium").require();
        recording(Files.createDirectory(folder.resolve("public")).resolve("silence.wav"));
        Files.writeString(
                folder.resolve("public/player.html"),
                """
                <!doctype html><title>player</title>
                <audio id=a controls preload=metadata src=silence.wav></audio>
                <script>
                a.onloadedmetadata = () => { a.currentTime = 1700; };
                a.onseeked = () => { a.onseeked = null; a.play(); };
                a.ontimeupdate = () => {
                  if (a.currentTime > 1700.2) {
                    a.ontimeupdate = null;
                    fetch('report?duration=' + a.duration + '&time=' + a.currentTime);
                  }
                };
                a.onerror = () => fetch('report?error=' + a.error.code);
                </script>
                """);
        try (FileSite site = FileSite.of(folder.resolve("public"));
                Child browser =
                        chromium.start(
                                List.of(
                                        "--headless",
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--no-proxy-server",
                                        "--mute-audio",
                                        "--autoplay-policy=no-user-gesture-required",
                                        "--remote-debugging-port=0",
                                        "--user-data-dir=" + folder.resolve("profile"),
                                        site.at("/player.html")))) {
            String report = site.reports().poll(120, TimeUnit.SECONDS);
            browser.terminate();
            browser.end();
            assertNotNull(report, () -> site.answers().toString());
            assertTrue(report.startsWith("duration=1800&time=170"), report);
            List<Long> starts =
                    site.ranges("/silence.wav").stream()
                            .map(each -> each.substring("bytes=".length(), each.lastIndexOf('-')))
                            .map(Long::valueOf)
                            .toList();
            assertEquals(0, starts.get(0));
            long sought = 1700L * RATE * 4;
            assertTrue(
                    starts.stream().anyMatch(each -> each > sought / 2 && each <= sought + 44),
                    starts.toString());
        }
    }
}
