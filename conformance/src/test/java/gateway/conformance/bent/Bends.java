package gateway.conformance.bent;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All bent servers, in the order of the specification, and the clauses that have none. */
final class Bends {
    private Bends() {}

    static List<Bend> all() {
        return Stream.of(
                        ApplicationBends.all(),
                        EnvironBends.all(),
                        PathBends.all(),
                        HeaderBends.all(),
                        InputBends.all(),
                        StartBends.all(),
                        ResponseBends.all(),
                        LengthBends.all(),
                        BodyBends.all(),
                        PipelineBends.all(),
                        CloseBends.all(),
                        ErrorBends.all(),
                        CutOffBends.all(),
                        ThreadBends.all(),
                        LoaderBends.all(),
                        ServerBends.all(),
                        ExtensionBends.all(),
                        LenientBends.all(),
                        DeliveryBends.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Clauses with cases that no wrapper and no relay can break, and why. */
    static Map<String, String> none() {
        return new TreeMap<>(
                Map.of(
                        "APP-1",
                        "a server that does not call applications fails everything",
                        "EXT-2",
                        "what a lambda of the application hides is out of a server's reach"));
    }
}
