package gateway.toolkit.routing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One line of a routing table: which requests it matches, and what they are for. Immutable; each
 * method gives a changed copy.
 *
 * @param <E> the type of endpoints: names, applications, whatever a match should yield
 */
public final class Rule<E> {
    /** What a match of the rule is for. */
    enum Kind {
        ENDPOINT,
        ALIAS,
        BUILD_ONLY,
        REDIRECT
    }

    // Changed in copies only, before anybody else sees them.
    private String path;
    private Kind kind;
    private Optional<E> endpoint = Optional.empty();
    private Optional<Template> newPath = Optional.empty();
    private Optional<Function<Arguments, String>> newLocation = Optional.empty();
    private Set<String> methods = Set.of();
    private Map<String, Object> defaults = Map.of();
    private Optional<String> host = Optional.empty();
    private Optional<String> subdomain = Optional.empty();
    private Optional<Boolean> strictSlashes = Optional.empty();
    private Optional<Boolean> mergeSlashes = Optional.empty();

    private Rule(String path, Kind kind) {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a rule begins with a slash: \"" + path + "\"");
        }
        this.path = path;
        this.kind = kind;
    }

    private Rule(Rule<E> other) {
        this(other, other.endpoint);
    }

    private Rule(Rule<?> other, Optional<E> endpoint) {
        path = other.path;
        kind = other.kind;
        this.endpoint = endpoint;
        newPath = other.newPath;
        newLocation = other.newLocation;
        methods = other.methods;
        defaults = other.defaults;
        host = other.host;
        subdomain = other.subdomain;
        strictSlashes = other.strictSlashes;
        mergeSlashes = other.mergeSlashes;
    }

    /**
     * {@return a rule for any method on any host}
     *
     * @param path decoded text with placeholders, such as {@code "/user/<int:id>"}; with a slash at
     *     its end it is a branch, which redirects from the path without it
     * @param endpoint what a match yields
     * @param <E> its type
     * @throws IllegalArgumentException if the path does not begin with a slash
     */
    public static <E> Rule<E> of(String path, E endpoint) {
        Rule<E> rule = new Rule<>(path, Kind.ENDPOINT);
        rule.endpoint = Optional.of(endpoint);
        return rule;
    }

    /**
     * {@return a rule that redirects to another path of the same mount}
     *
     * @param path as above
     * @param newPath decoded text with the names of the same placeholders, {@code "/new/<id>"}
     * @param <E> the type of endpoints
     * @throws IllegalArgumentException if one does not begin with a slash
     */
    public static <E> Rule<E> redirect(String path, String newPath) {
        Rule<E> rule = new Rule<>(path, Kind.REDIRECT);
        if (!newPath.startsWith("/")) {
            throw new IllegalArgumentException("\"" + newPath + "\" does not begin with a slash");
        }
        rule.newPath = Optional.of(Template.parse(newPath));
        return rule;
    }

    /**
     * {@return a rule that redirects to what a function says}
     *
     * @param path as above
     * @param newLocation gives a percent-encoded path below the mount, {@code "/…"}; anything that
     *     would lead elsewhere is made harmless
     * @param <E> the type of endpoints
     */
    public static <E> Rule<E> redirect(String path, Function<Arguments, String> newLocation) {
        Rule<E> rule = new Rule<>(path, Kind.REDIRECT);
        rule.newLocation = Optional.of(newLocation);
        return rule;
    }

    /**
     * {@return the rule for some methods only; HEAD comes with GET}
     *
     * @param names one or more, case matters
     */
    public Rule<E> methods(String... names) {
        Set<String> all = new TreeSet<>(Set.of(names));
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a rule without a method matches nothing");
        }
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        Rule<E> copy = new Rule<>(this);
        copy.methods = Collections.unmodifiableSet(all);
        return copy;
    }

    /**
     * {@return the rule with an argument that its path does not show}
     *
     * <p>Where another rule of the endpoint has a placeholder of this name, a request that gives it
     * this value is redirected here.
     *
     * @param name of the argument, no placeholder of this rule
     * @param value of it
     */
    public Rule<E> withDefault(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(defaults);
        more.put(name, Values.normal(value));
        Rule<E> copy = new Rule<>(this);
        copy.defaults = Collections.unmodifiableMap(more);
        return copy;
    }

    /**
     * {@return the rule for one host only}
     *
     * @param pattern a host without a port, which may have placeholders: {@code
     *     "<user>.example.org"}
     */
    public Rule<E> host(String pattern) {
        Rule<E> copy = new Rule<>(this);
        copy.host = Optional.of(pattern);
        copy.subdomain = Optional.empty();
        return copy;
    }

    /**
     * {@return the rule for one subdomain of the domain of the routes only}
     *
     * @param pattern such as {@code "api"} or {@code "<user>"}; {@code ""} for the domain itself
     */
    public Rule<E> subdomain(String pattern) {
        Rule<E> copy = new Rule<>(this);
        copy.host = Optional.empty();
        copy.subdomain = Optional.of(pattern);
        return copy;
    }

    /**
     * {@return the rule with its own mind about a slash at the end}
     *
     * @param strict false to match with and without one
     */
    public Rule<E> strictSlashes(boolean strict) {
        Rule<E> copy = new Rule<>(this);
        copy.strictSlashes = Optional.of(strict);
        return copy;
    }

    /**
     * {@return the rule with its own mind about several slashes in a row}
     *
     * @param merge false to take them as they are
     */
    public Rule<E> mergeSlashes(boolean merge) {
        Rule<E> copy = new Rule<>(this);
        copy.mergeSlashes = Optional.of(merge);
        return copy;
    }

    /** {@return the rule as another address of its endpoint, redirected to the proper one} */
    public Rule<E> alias() {
        return ofKind(Kind.ALIAS);
    }

    /** {@return the rule for building URLs only, of things that are served by somebody else} */
    public Rule<E> buildOnly() {
        return ofKind(Kind.BUILD_ONLY);
    }

    private Rule<E> ofKind(Kind other) {
        if (kind == Kind.REDIRECT) {
            throw new IllegalStateException("a redirect has no endpoint");
        }
        Rule<E> copy = new Rule<>(this);
        copy.kind = other;
        return copy;
    }

    /**
     * {@return the rule below a prefix; the new path of a redirect too}
     *
     * @param prefix such as {@code "/admin"}; may have placeholders; a slash at its end makes no
     *     difference
     */
    public Rule<E> under(String prefix) {
        String start = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
        if (!start.isEmpty() && !start.startsWith("/")) {
            throw new IllegalArgumentException("\"" + prefix + "\" does not begin with a slash");
        }
        Rule<E> copy = new Rule<>(this);
        copy.path = start + path;
        copy.newPath = newPath.map(template -> Template.parse(start).followedBy(template));
        return copy;
    }

    /** {@return the text it was made of, with its prefixes} */
    public String path() {
        return path;
    }

    /** {@return what a match yields; empty for a redirect} */
    public Optional<E> endpoint() {
        return endpoint;
    }

    /** {@return the methods, HEAD included; empty for any} */
    public Set<String> methods() {
        return methods;
    }

    /** {@return the arguments that the path does not show} */
    public Map<String, Object> defaults() {
        return defaults;
    }

    <F> Rule<F> map(Function<? super E, ? extends F> endpoints) {
        return new Rule<F>(this, endpoint.map(endpoints));
    }

    Kind kind() {
        return kind;
    }

    Optional<Template> newPath() {
        return newPath;
    }

    Optional<Function<Arguments, String>> newLocation() {
        return newLocation;
    }

    Optional<String> host() {
        return host;
    }

    Optional<String> subdomain() {
        return subdomain;
    }

    Optional<Boolean> strictSlashes() {
        return strictSlashes;
    }

    Optional<Boolean> mergeSlashes() {
        return mergeSlashes;
    }

    boolean allows(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    @Override
    public String toString() {
        return (methods.isEmpty() ? "" : String.join(",", methods) + " ") + path;
    }
}
