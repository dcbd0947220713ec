package gateway.toolkit.forms;

import gateway.toolkit.http.Pairs;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the parts of a form: texts within their memory, files in memory or in one file. */
final class PartStore implements Closeable {
    private final List<Pairs.Pair> fields = new ArrayList<>();
    private final List<Upload> files = new ArrayList<>();
    private final byte[] block = new byte[16 * 1024];
    private final SpoolFile spool;
    private int fieldMemory;
    private int fileMemory;

    PartStore(FormRules rules) {
        this.spool = new SpoolFile(rules.directory());
        this.fieldMemory = rules.fieldMemory();
        this.fileMemory = rules.fileMemory();
    }

    void keep(Part part) throws IOException {
        if (part.head().isFile()) {
            files.add(file(part));
        } else {
            fields.add(field(part));
        }
    }

    Form form() {
        return new Form(new Pairs(fields), files, spool);
    }

    private Pairs.Pair field(Part part) throws IOException {
        String name = part.head().name();
        int nameOctets = name.getBytes(StandardCharsets.UTF_8).length;
        byte[] octets = part.content().readNBytes(Math.max(0, fieldMemory - nameOctets));
        if (nameOctets > fieldMemory || part.content().read() >= 0) {
            throw Refusal.tooLarge("too many octets in its fields");
        }
        fieldMemory -= nameOctets + octets.length;
        return new Pairs.Pair(name, new String(octets, part.head().charset()));
    }

    private Upload file(Part part) throws IOException {
        fieldMemory -= octets(part.head());
        if (fieldMemory < 0) {
            throw Refusal.tooLarge("too many octets in the headers of its files");
        }
        InputStream content = part.content();
        byte[] octets = content.readNBytes(fileMemory);
        // Whether more follows is known only when it comes.
        int more = content.read(block, 0, block.length);
        if (more < 0) {
            fileMemory -= octets.length;
            return new Upload(part.head(), octets.length, () -> new ByteArrayInputStream(octets));
        }
        long position = spool.length();
        spool.append(octets, 0, octets.length);
        while (more >= 0) {
            spool.append(block, 0, more);
            more = content.read(block, 0, block.length);
        }
        long size = spool.length() - position;
        return new Upload(part.head(), size, () -> spool.slice(position, size));
    }

    /** The head of a file is kept with it. */
    private static int octets(PartHead head) {
        int octets = 0;
        for (Map.Entry<String, String> each : head.fields().entrySet()) {
            octets += each.getKey().length();
            octets += each.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        return octets;
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
