package gateway.conformance.drift;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The clauses that JUnit tests name, found in their sources.
 *
 * <p>A test names a clause in a string that is the id and nothing else: {@code @Tag("…")} at the
 * method or at its class, or a row {@code of("…", …)} in the class of a test that takes rows. What
 * is disabled, or runs under a condition, does not count.
 *
 * @param named what tests name
 * @param misplaced tags at what is no test: they promise too much
 */
record JavaTests(List<Named> named, List<Named> misplaced) {
    /**
     * @throws IllegalStateException if a source is no Java
     */
    static JavaTests in(SourceTree tree, ClauseIndex index) throws IOException {
        List<Path> sources =
                tree.files(".java").stream()
                        .filter(file -> tree.name(file).contains("src/test/java"))
                        .toList();
        JavaTestScan scan = new JavaTestScan(index.idPattern());
        if (sources.isEmpty()) {
            return scan.result();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(problems, Locale.ROOT, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    problems,
                                    List.of("-proc:none"),
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                Path file = Path.of(unit.getSourceFile().toUri());
                scan.read(unit, tree.name(file), Trees.instance(task).getSourcePositions());
            }
        }
        if (!problems.getDiagnostics().isEmpty()) {
            throw new IllegalStateException(problems.getDiagnostics().toString());
        }
        return scan.result();
    }
}
