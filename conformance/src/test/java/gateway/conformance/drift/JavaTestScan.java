package gateway.conformance.drift;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Walks through test sources, see {@link JavaTests}. */
final class JavaTestScan extends TreeScanner<@Nullable Void, JavaTestScan.Where> {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate");

    private final Pattern id;
    private final List<Named> named = new ArrayList<>();
    private final List<Named> misplaced = new ArrayList<>();

    /** The file being read: its lines, for places. */
    private interface Lines {
        String place(Tree tree);
    }

    private Lines lines = tree -> "";

    JavaTestScan(Pattern id) {
        this.id = id;
    }

    /** What a string here means. */
    enum Where {
        /** There is no test. */
        NO_TEST,
        /** There is one, but not on every run. */
        IDLE,
        RUNNING
    }

    void read(CompilationUnitTree unit, String name, SourcePositions positions) {
        lines =
                tree ->
                        name
                                + ":"
                                + unit.getLineMap()
                                        .getLineNumber(positions.getStartPosition(unit, tree));
        scan(unit, Where.NO_TEST);
    }

    JavaTests result() {
        return new JavaTests(List.copyOf(named), List.copyOf(misplaced));
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, Where around) {
        Where here = around == Where.NO_TEST && hasTest(type) ? Where.RUNNING : around;
        return super.visitClass(type, within(here, type.getModifiers()));
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, Where around) {
        Where here = within(around, method.getModifiers());
        scan(method.getModifiers(), isTest(method) ? here : Where.NO_TEST);
        return scan(method.getBody(), here);
    }

    @Override
    public @Nullable Void visitAnnotation(AnnotationTree annotation, Where where) {
        if (name(annotation).equals("Tag")) {
            for (Tree argument : annotation.getArguments()) {
                String tag = argument.toString().replaceAll("^[^\"]*\"|\"$", "");
                if (id.matcher(tag).matches() && where != Where.IDLE) {
                    List<Named> list = where == Where.RUNNING ? named : misplaced;
                    list.add(new Named(tag, lines.place(annotation)));
                }
            }
        }
        return null;
    }

    @Override
    public @Nullable Void visitLiteral(LiteralTree literal, Where where) {
        if (where == Where.RUNNING
                && literal.getValue() instanceof String text
                && id.matcher(text).matches()) {
            named.add(new Named(text, lines.place(literal)));
        }
        return null;
    }

    private static Where within(Where around, ModifiersTree modifiers) {
        boolean conditional =
                annotations(modifiers)
                        .anyMatch(
                                name -> name.startsWith("Disabled") || name.startsWith("Enabled"));
        return conditional && around == Where.RUNNING ? Where.IDLE : around;
    }

    /** Also one that inherits the kit's, see {@code GatewayTck}. */
    private static boolean hasTest(ClassTree type) {
        Tree parent = type.getExtendsClause();
        return (parent != null && parent.toString().endsWith("Tck"))
                || type.getMembers().stream()
                        .anyMatch(
                                member ->
                                        (member instanceof MethodTree method && isTest(method))
                                                || (member instanceof ClassTree inner
                                                        && hasTest(inner)));
    }

    private static boolean isTest(MethodTree method) {
        return annotations(method.getModifiers()).anyMatch(TESTS::contains);
    }

    private static Stream<String> annotations(ModifiersTree modifiers) {
        return modifiers.getAnnotations().stream().map(JavaTestScan::name);
    }

    private static String name(AnnotationTree annotation) {
        String type = annotation.getAnnotationType().toString();
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
