package gateway.tck.cases;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All cases, in the order of spec.md. */
public final class Catalogue {
    private static final Map<String, Case> BY_KEY = new LinkedHashMap<>();

    static {
        List<Case> all = new ArrayList<>();
        all.addAll(ApplicationCases.cases());
        all.addAll(EnvironCases.cases());
        all.addAll(RequestCases.cases());
        all.addAll(PathCases.cases());
        all.addAll(TargetCases.cases());
        all.addAll(HeaderCases.cases());
        all.addAll(InputCases.cases());
        all.addAll(ExpectCases.cases());
        all.addAll(ErrorLogCases.cases());
        all.addAll(StartCases.cases());
        all.addAll(HandOverCases.cases());
        all.addAll(StatusCases.cases());
        all.addAll(ResponseCases.cases());
        all.addAll(FramingCases.cases());
        all.addAll(HeadCases.cases());
        all.addAll(BodyCases.cases());
        all.addAll(TransportCases.cases());
        all.addAll(PipelineCases.cases());
        all.addAll(FileCases.cases());
        all.addAll(CloseCases.cases());
        all.addAll(CloseOrderCases.cases());
        all.addAll(ErrorCases.cases());
        all.addAll(CutOffCases.cases());
        all.addAll(RecoveryCases.cases());
        all.addAll(ThreadCases.cases());
        all.addAll(LoaderCases.cases());
        all.addAll(LifecycleCases.cases());
        all.addAll(StopCases.cases());
        all.addAll(ExtensionCases.cases());
        all.addAll(ListenerCases.cases());
        all.addAll(HintCases.cases());
        all.addAll(TrailerCases.cases());
        all.addAll(UpgradeCases.cases());
        all.addAll(FinishCases.cases());
        all.addAll(RefusalCases.cases());
        all.addAll(ChunkCases.cases());
        for (Case one : all) {
            if (BY_KEY.put(one.key(), one) != null) {
                throw new IllegalStateException("two cases are " + one.key());
            }
        }
    }

    private Catalogue() {}

    /** All of them. */
    public static List<Case> cases() {
        return List.copyOf(BY_KEY.values());
    }

    /** The one that the probe is asked to play. */
    public static Optional<Case> byKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }
}
