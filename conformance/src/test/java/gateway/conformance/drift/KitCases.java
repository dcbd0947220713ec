package gateway.conformance.drift;

import gateway.tck.cases.Catalogue;

import java.util.List;

/** What the cases of the kit name: each says which clause it shows. */
final class KitCases {
    private KitCases() {}

    static List<Named> all() {
        return Catalogue.cases().stream()
                .map(one -> new Named(one.clause(), "the case '" + one.title() + "' of the kit"))
                .toList();
    }
}
