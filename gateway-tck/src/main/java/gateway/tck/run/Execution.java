package gateway.tck.run;

import gateway.tck.cases.Case;
import gateway.tck.cases.Need;
import gateway.tck.http.Version;
import gateway.tck.subject.Options;
import gateway.tck.subject.Subject;
import gateway.tck.subject.Variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One case in one version with one variant of a server.
 *
 * @param shown the case
 * @param version of its requests
 * @param variant of the server
 */
public record Execution(Case shown, Version version, Variant variant) {
    /** All executions of some cases with a variant, in the order of the cases. */
    public static List<Execution> of(List<Case> cases, Variant variant) {
        List<Execution> executions = new ArrayList<>();
        for (Case shown : cases) {
            for (Version version : Version.values()) {
                if (shown.versions().contains(version) && shown.variants().contains(variant)) {
                    executions.add(new Execution(shown, version, variant));
                }
            }
        }
        return executions;
    }

    /** Such as {@code APP-4 what it shows [1.1, socket, /m]}. */
    public String name(String transport) {
        String where =
                switch (variant) {
                    case PLAIN -> "\"\"";
                    case MOUNTED -> variant.mount();
                    default -> variant.word();
                };
        return String.format(
                "%s %s [%s, %s, %s]",
                shown.clause(), shown.title(), version.number(), transport, where);
    }

    /** Why a server does not claim it; empty if it does. */
    Optional<String> unclaimed(Subject subject) {
        Options options = subject.options();
        if (!options.versions().contains(version)) {
            return Optional.of(version.toString());
        }
        List<String> missing =
                new ArrayList<>(
                        shown.capabilities().stream()
                                .filter(one -> !options.capabilities().contains(one))
                                .map(one -> one.word())
                                .toList());
        shown.needs().stream()
                .filter(need -> !isMet(need, subject))
                .map(Need::what)
                .forEach(missing::add);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(missing.stream().sorted().collect(Collectors.joining(", ")));
    }

    private static boolean isMet(Need need, Subject subject) {
        Options options = subject.options();
        return switch (need) {
            case SOCKET -> subject.address().isPresent();
            case LOG -> options.log().isPresent();
            case BODY_LIMIT -> options.bodyLimit().isPresent();
            case PARALLEL -> options.parallel() > 1;
            case GRACE -> options.grace().isPresent();
        };
    }
}
