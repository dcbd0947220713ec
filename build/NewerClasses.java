import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Brings the classes of jars to a format that Java keeps in its archive of loaded classes. Without
 * the stack maps that came with version 50, classes are left out of it, and checked by an older
 * verifier at each start: those of picocli are of version 49, and took a fifth of a start.
 *
 * <p>Usage: {@code NewerClasses FOLDER GLOB}. A jar that holds nothing older stays as it is.
 */
final class NewerClasses {
    /** Java 8. */
    private static final int WANTED = 52;

    private static final int FIRST_WITH_STACK_MAPS = 50;

    public static void main(String[] words) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(words[0]), words[1])) {
            for (Path jar : jars) {
                renew(jar);
            }
        }
    }

    private static void renew(Path jar) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        Map<String, LocalDateTime> times = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                entries.put(entry.getName(), in.readAllBytes());
                times.put(entry.getName(), entry.getTimeLocal());
            }
        }
        ClassFile format =
                ClassFile.of(
                        StackMapsOption.GENERATE_STACK_MAPS,
                        ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(
                                                name -> {
                                                    String path = name.descriptorString();
                                                    byte[] octets =
                                                            entries.get(
                                                                    path.substring(
                                                                                    1,
                                                                                    path.length()
                                                                                            - 1)
                                                                            + ".class");
                                                    return octets == null
                                                            ? null
                                                            : new ByteArrayInputStream(octets);
                                                })
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
        Map<String, byte[]> renewed = new LinkedHashMap<>();
        entries.forEach(
                (name, octets) -> {
                    if (name.endsWith(".class")) {
                        ClassModel model = format.parse(octets);
                        if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
                            renewed.put(name, renewed(format, model));
                        }
                    }
                });
        if (renewed.isEmpty()) {
            return;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(written)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry next = new ZipEntry(entry.getKey());
                next.setTimeLocal(times.get(entry.getKey()));
                out.putNextEntry(next);
                out.write(renewed.getOrDefault(entry.getKey(), entry.getValue()));
            }
        }
        // Of the same date, it is the same to Maven, which would copy a newer one over it.
        FileTime date = Files.getLastModifiedTime(jar);
        Path temporary = jar.resolveSibling(jar.getFileName() + ".newer");
        Files.write(temporary, written.toByteArray());
        Files.setLastModifiedTime(temporary, date);
        Files.move(temporary, jar, StandardCopyOption.ATOMIC_MOVE);
        System.out.println(jar.getFileName() + ": " + renewed.size() + " classes are newer now");
    }

    private static byte[] renewed(ClassFile format, ClassModel model) {
        return format.transformClass(
                model,
                (target, element) -> {
                    switch (element) {
                        case ClassFileVersion _ -> target.withVersion(WANTED, 0);
                        // Code is written anew if it is passed on by instruction.
                        case MethodModel method ->
                                target.transformMethod(
                                        method,
                                        MethodTransform.transformingCode(
                                                (code, instruction) -> code.with(instruction)));
                        default -> target.with(element);
                    }
                });
    }
}
