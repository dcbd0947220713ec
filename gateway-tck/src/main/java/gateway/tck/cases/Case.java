package gateway.tck.cases;

import gateway.tck.app.Behaviour;
import gateway.tck.http.Version;
import gateway.tck.subject.Capability;
import gateway.tck.subject.Variant;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * One obligation, shown once: an application and what a client must see of it.
 *
 * @param clause id in spec.md, such as {@code APP-4}
 * @param title what it shows, in a few words
 * @param versions of HTTP in which it is run
 * @param variants of the server with which it is run
 * @param capabilities without which the server does not claim it
 * @param needs without which it is not claimed either
 * @param behaviour the application
 * @param check the client
 */
public record Case(
        String clause,
        String title,
        Set<Version> versions,
        Set<Variant> variants,
        Set<Capability> capabilities,
        Set<Need> needs,
        Behaviour behaviour,
        Check check) {
    /** Copies the sets. */
    public Case {
        versions = Set.copyOf(versions);
        variants = Set.copyOf(variants);
        capabilities = Set.copyOf(capabilities);
        needs = Set.copyOf(needs);
    }

    /** The name by which the probe knows it: made of clause and title, of letters, digits and -. */
    public String key() {
        return clause + "." + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /**
     * Begins a case: on both versions, at both mounts, over any transport, with nothing optional.
     */
    public static Draft shows(String clause, String title) {
        return new Draft(clause, title);
    }

    /** A case that is not complete. */
    public static final class Draft {
        private final String clause;
        private final String title;
        private Set<Version> versions = EnumSet.allOf(Version.class);
        private Set<Variant> variants = EnumSet.of(Variant.PLAIN, Variant.MOUNTED);
        private Behaviour behaviour = call -> call.ok("ok");
        private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        private final Set<Need> needs = EnumSet.noneOf(Need.class);

        private Draft(String clause, String title) {
            this.clause = clause;
            this.title = title;
        }

        /** In one version only. */
        public Draft in(Version version) {
            versions = EnumSet.of(version);
            return this;
        }

        /** Once: in HTTP/1.1, at the root mount. */
        public Draft once() {
            variants = EnumSet.of(Variant.PLAIN);
            return in(Version.HTTP_1_1);
        }

        /** With one variant of the server only. */
        public Draft with(Variant variant) {
            variants = EnumSet.of(variant);
            return this;
        }

        /** With another variant too. */
        public Draft also(Variant variant) {
            variants.add(variant);
            return this;
        }

        /** Where these are claimed. */
        public Draft claiming(Capability... some) {
            capabilities.addAll(Set.of(some));
            return this;
        }

        /** Where these are given. */
        public Draft needing(Need... some) {
            needs.addAll(Set.of(some));
            return this;
        }

        /** The application; 200 with {@code ok} otherwise. */
        public Draft when(Behaviour application) {
            behaviour = application;
            return this;
        }

        /** The client, which completes the case. */
        public Case then(Check check) {
            return new Case(
                    clause, title, versions, variants, capabilities, needs, behaviour, check);
        }
    }
}
