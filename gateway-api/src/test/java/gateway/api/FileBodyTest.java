package gateway.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;

/** A range of an open file as a body (BODY-11). */
class FileBodyTest {
    private static final long MAX = Long.MAX_VALUE;

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("file"), "0123456789");
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0123456789", "0, 3, 012", "5, 2, 56", "9, 1, 9", "0, 0, ''", "10, 0, ''"})
    void yieldsTheRange(long position, long count, String octets) throws IOException {
        try (FileBody body = FileBody.open(file, position, count)) {
            assertEquals(position, body.position());
            assertEquals(count, body.count());
            assertEquals(octets, text(body));
        }
    }

    @Test
    void canBeTheWholeFile() throws IOException {
        try (FileBody body = FileBody.open(file)) {
            assertEquals(0, body.position());
            assertEquals(10, body.count());
            assertEquals("0123456789", text(body));
        }
    }

    @Test
    void cannotBeADirectory() {
        Exception e = assertThrows(FileSystemException.class, () -> FileBody.open(folder));
        assertEquals(folder + ": is a directory", e.getMessage());
        assertThrows(FileSystemException.class, () -> FileBody.open(folder, 0, 0));
    }

    @Test
    void emptyRangeYieldsNothing() throws IOException {
        try (FileBody body = FileBody.open(file, 5, 0)) {
            Iterator<byte[]> blocks = body.iterator();
            assertFalse(blocks.hasNext());
            assertThrows(NoSuchElementException.class, blocks::next);
        }
    }

    @Test
    void largeRangeComesInBlocksThatStayAsTheyWere() throws IOException {
        byte[] content = new byte[300_001];
        new Random(1).nextBytes(content);
        Files.write(file, content);
        try (FileBody body = FileBody.open(file, 7, 299_000)) {
            List<byte[]> blocks = new ArrayList<>();
            body.forEach(blocks::add);
            assertTrue(blocks.size() > 1, "one block holds all of it");
            assertTrue(blocks.stream().allMatch(block -> block.length > 0), "an empty block");
            assertArrayEquals(Arrays.copyOfRange(content, 7, 299_007), joined(blocks));
        }
    }

    @Test
    void everyIteratorYieldsAll() throws IOException {
        try (FileBody body = FileBody.open(file, 2, 3)) {
            assertEquals("234", text(body));
            assertEquals("234", text(body));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 11",
        "5, 6",
        "10, 1",
        "11, 0",
        "1, " + MAX,
        MAX + ", 1",
        MAX + ", 0",
        MAX + ", " + MAX
    })
    void refusesRangeBeyondTheEnd(long position, long count) {
        EOFException e =
                assertThrows(EOFException.class, () -> FileBody.open(file, position, count));
        assertEquals(
                "the file has 10 octets, too few for " + count + " from position " + position,
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, -1", "-1, -1", Long.MIN_VALUE + ", 0", "0, " + Long.MIN_VALUE})
    void refusesNegativeNumbers(long position, long count) {
        IllegalArgumentException e =
                assertThrows(
                        IllegalArgumentException.class, () -> FileBody.open(file, position, count));
        assertEquals(
                "position " + position + " and count " + count + " must not be negative",
                e.getMessage());
    }

    @Test
    void refusesFileThatIsNotThere() {
        assertThrows(NoSuchFileException.class, () -> FileBody.open(folder.resolve("none"), 0, 0));
    }

    @Test
    @EnabledOnOs(OS.LINUX) // Where a process can list its open files.
    void refusalLeavesNoFileOpen() throws IOException {
        try (FileBody body = FileBody.open(file, 0, 1)) {
            assertThrows(EOFException.class, () -> FileBody.open(file, 0, 11));
            assertEquals(1, timesOpen(), body::toString);
        }
        assertEquals(0, timesOpen());
    }

    @Test
    void sendsWhatWasOpenedThoughThePathIsReplaced() throws IOException {
        try (FileBody body = FileBody.open(file, 0, 10)) {
            Path other = Files.writeString(folder.resolve("other"), "abc");
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
            assertEquals("abc", Files.readString(file));
            assertEquals("0123456789", text(body));
        }
    }

    @Test
    void sendsNoMoreThanWasMeasuredThoughTheFileGrows() throws IOException {
        try (FileBody body = FileBody.open(file, 8, 2)) {
            Files.writeString(file, "abc", StandardOpenOption.APPEND);
            assertEquals("89", text(body));
        }
    }

    @Test
    void fileCutShortMeanwhileIsAnError() throws IOException {
        try (FileBody body = FileBody.open(file, 2, 8)) {
            cut(4);
            Iterator<byte[]> blocks = body.iterator();
            assertTrue(blocks.hasNext());
            assertEndedEarly("the file ended 6 octets before the range", blocks);
        }
    }

    @Test
    void fileCutShortBetweenTwoBlocksIsAnError() throws IOException {
        Files.write(file, new byte[300_000]);
        try (FileBody body = FileBody.open(file, 0, 300_000)) {
            Iterator<byte[]> blocks = body.iterator();
            int first = blocks.next().length;
            cut(first);
            assertTrue(blocks.hasNext());
            assertEndedEarly(
                    "the file ended " + (300_000 - first) + " octets before the range", blocks);
        }
    }

    @Test
    void closingClosesTheFile() throws IOException {
        FileBody body = FileBody.open(file, 0, 10);
        Iterator<byte[]> blocks = body.iterator();
        assertTrue(body.channel().isOpen());
        body.close();
        assertFalse(body.channel().isOpen());
        UncheckedIOException e = assertThrows(UncheckedIOException.class, blocks::next);
        assertInstanceOf(ClosedChannelException.class, e.getCause());
    }

    @Test
    void iteratingAndTheChannelsOwnPositionAreApart() throws IOException {
        try (FileBody body = FileBody.open(file, 5, 3)) {
            FileChannel channel = body.channel();
            assertEquals(0, channel.position());
            channel.position(1);
            assertEquals("567", text(body));
            assertEquals(1, channel.position());
        }
    }

    @Test
    void channelReadsTheFileAndNoMore() throws IOException {
        try (FileBody body = FileBody.open(file, 5, 3)) {
            ByteBuffer all = ByteBuffer.allocate(10);
            assertEquals(10, body.channel().read(all, 0));
            assertArrayEquals(Files.readAllBytes(file), all.array());
            assertThrows(
                    NonWritableChannelException.class,
                    () -> body.channel().write(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void tellsWhatItIs() throws IOException {
        try (FileBody body = FileBody.open(file, 5, 3)) {
            assertEquals("FileBody[3 octets from 5 of " + file + "]", body.toString());
        }
    }

    private void cut(long size) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            other.truncate(size);
        }
    }

    private static void assertEndedEarly(String message, Iterator<byte[]> blocks) {
        UncheckedIOException e = assertThrows(UncheckedIOException.class, blocks::next);
        assertInstanceOf(EOFException.class, e.getCause());
        assertEquals(message, e.getCause().getMessage());
    }

    private long timesOpen() throws IOException {
        Path real = file.toRealPath();
        long times = 0;
        try (var descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                try {
                    if (Files.readSymbolicLink(descriptor).equals(real)) {
                        times++;
                    }
                } catch (NoSuchFileException closed) {
                    // Some other thread's, gone since it was listed.
                }
            }
        }
        return times;
    }

    private static String text(FileBody body) {
        List<byte[]> blocks = new ArrayList<>();
        body.forEach(blocks::add);
        return new String(joined(blocks), StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(List<byte[]> blocks) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        blocks.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
