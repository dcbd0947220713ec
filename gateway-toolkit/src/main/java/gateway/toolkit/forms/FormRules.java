package gateway.toolkit.forms;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of a form is read, and how strictly. Whatever goes beyond a number here is answered with
 * 413, what is malformed with 400.
 *
 * @param fieldMemory octets of all fields together, names included, and of a form that is not
 *     multipart; of files the header lines count, which hold their names, and not the content
 * @param fileMemory octets of all files together that are kept in memory: a file that would go
 *     beyond is written to a temporary file, of which there is one for each form
 * @param parts how many fields and files there may be
 * @param headOctets octets of the header lines of one part
 * @param headLines how many header lines one part may have
 * @param preamble octets before the first part, and octets behind the last that are read at all
 * @param bareLineFeeds whether a line may also end without its carriage return; nothing that sends
 *     forms today needs it
 * @param malformedIsEmpty whether a malformed form is read as one without fields, instead of 400
 * @param directory where the temporary file is made; empty for that of the machine
 */
public record FormRules(
        int fieldMemory,
        int fileMemory,
        int parts,
        int headOctets,
        int headLines,
        int preamble,
        boolean bareLineFeeds,
        boolean malformedIsEmpty,
        Optional<Path> directory) {
    /**
     * 500,000 octets for fields and as many for files in memory, 1000 parts, for each of them 8 KiB
     * and 16 lines of header, 16 KiB of preamble; strict.
     */
    public static final FormRules DEFAULT =
            new FormRules(
                    500_000,
                    500_000,
                    1000,
                    8 * 1024,
                    16,
                    16 * 1024,
                    false,
                    false,
                    Optional.empty());

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public FormRules {
        if (fieldMemory < 0
                || fileMemory < 0
                || parts < 0
                || headOctets < 0
                || headLines < 0
                || preamble < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /**
     * {@return the same with so much memory for fields}
     *
     * @param octets 0 or more
     */
    public FormRules withFieldMemory(int octets) {
        return limits(octets, fileMemory, parts, headOctets, headLines, preamble);
    }

    /**
     * {@return the same with so much memory for files}
     *
     * @param octets 0 or more; with 0 every file that is not empty goes to the temporary file
     */
    public FormRules withFileMemory(int octets) {
        return limits(fieldMemory, octets, parts, headOctets, headLines, preamble);
    }

    /**
     * {@return the same with so many fields and files}
     *
     * @param most 0 or more
     */
    public FormRules withParts(int most) {
        return limits(fieldMemory, fileMemory, most, headOctets, headLines, preamble);
    }

    /**
     * {@return the same with other limits for the head of a part}
     *
     * @param octets 0 or more
     * @param lines 0 or more
     */
    public FormRules withHead(int octets, int lines) {
        return limits(fieldMemory, fileMemory, parts, octets, lines, preamble);
    }

    /**
     * {@return the same with so long a preamble}
     *
     * @param octets 0 or more
     */
    public FormRules withPreamble(int octets) {
        return limits(fieldMemory, fileMemory, parts, headOctets, headLines, octets);
    }

    /** {@return the same, with lines that may end without a carriage return} */
    public FormRules withBareLineFeeds() {
        return ways(true, malformedIsEmpty, directory);
    }

    /** {@return the same, reading a malformed form as an empty one} */
    public FormRules withMalformedAsEmpty() {
        return ways(bareLineFeeds, true, directory);
    }

    /**
     * {@return the same with its temporary files in this directory}
     *
     * @param place an existing directory
     */
    public FormRules withDirectory(Path place) {
        return ways(bareLineFeeds, malformedIsEmpty, Optional.of(place));
    }

    private FormRules limits(
            int fields, int files, int most, int octets, int lines, int beforeFirst) {
        return new FormRules(
                fields,
                files,
                most,
                octets,
                lines,
                beforeFirst,
                bareLineFeeds,
                malformedIsEmpty,
                directory);
    }

    private FormRules ways(boolean lenient, boolean emptied, Optional<Path> place) {
        return new FormRules(
                fieldMemory,
                fileMemory,
                parts,
                headOctets,
                headLines,
                preamble,
                lenient,
                emptied,
                place);
    }
}
