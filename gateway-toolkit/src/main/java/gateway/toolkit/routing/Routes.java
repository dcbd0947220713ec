package gateway.toolkit.routing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A routing table: finds the endpoint of a request, and builds URLs back. Immutable.
 *
 * <p>The cost of a match grows with the length of the path, not with the number of rules: see
 * {@code Walk} and {@code SegmentPattern} for the bounds.
 *
 * @param <E> the type of endpoints
 */
public final class Routes<E> {
    private final Node<E> anyHost = new Node<>();
    private final Map<String, Node<E>> hosts = new HashMap<>();
    private final PatternIndex<Node<E>> hostPatterns = new PatternIndex<>();
    private final SortedSet<String> methods = new TreeSet<>();
    private final List<Route<E>> routes;
    private final Urls<E> urls;
    private final boolean redirectDefaults;

    private Routes(List<Route<E>> routes, boolean redirectDefaults) {
        this.routes = routes;
        this.redirectDefaults = redirectDefaults;
        urls = new Urls<>(routes);
        for (Route<E> route : routes) {
            if (route.rule().kind() != Rule.Kind.BUILD_ONLY) {
                route.host().map(this::node).orElse(anyHost).add(route);
                methods.addAll(route.rule().methods());
            }
        }
    }

    private Node<E> node(Part host) {
        return host instanceof Part.Dynamic dynamic
                ? hostPatterns.add(dynamic.pattern(), Node::new)
                : hosts.computeIfAbsent(host.text(Map.of()), name -> new Node<>());
    }

    /**
     * {@return a builder of routes}
     *
     * @param <E> the type of endpoints
     */
    public static <E> Builder<E> builder() {
        return new Builder<>();
    }

    /**
     * Finds the rule for a request: fixed text before placeholders, placeholders by their
     * converter's weight, rules with a host before those for any. The order of the rules matters
     * only where these leave it open.
     *
     * @param request as received
     * @return what is to be done
     */
    public Resolution<E> match(RouteRequest request) {
        return match(request, new StepCounter());
    }

    Resolution<E> match(RouteRequest request, StepCounter steps) {
        Optional<String> decoded = PathText.decode(request.rawPath());
        if (decoded.isEmpty()) {
            return new Resolution.NotFound<>();
        }
        String path = PathText.withOneSlash(decoded.get());
        if (!path.isEmpty() && path.charAt(0) != '/') {
            return new Resolution.NotFound<>();
        }
        SortedSet<String> allowed = new TreeSet<>();
        Optional<Walk.Found<E>> found = find(request, path, allowed, steps);
        if (found.isPresent()) {
            return found.get() instanceof Walk.Hit<E> hit
                    ? resolve(request, hit)
                    : redirect(request, path + "/");
        }
        String merged = PathText.merge(path);
        if (!merged.equals(path)) {
            found = find(request, merged, allowed, steps);
            if (found.isPresent()
                    && (!(found.get() instanceof Walk.Hit<E> hit) || hit.route().merge())) {
                return redirect(
                        request, found.get() instanceof Walk.Hit<E> ? merged : merged + "/");
            }
        }
        return allowed.isEmpty()
                ? new Resolution.NotFound<>()
                : new Resolution.MethodNotAllowed<>(allowed);
    }

    private Optional<Walk.Found<E>> find(
            RouteRequest request, String path, SortedSet<String> allowed, StepCounter steps) {
        String host = request.site().hostName();
        Node<E> named = hosts.get(host);
        if (named != null) {
            Optional<Walk.Found<E>> found =
                    new Walk<E>(path, request.method(), List.of(), allowed, steps).from(named);
            if (found.isPresent()) {
                return found;
            }
        }
        for (PatternIndex.Entry<Node<E>> entry : hostPatterns.candidates(host, steps)) {
            Optional<Walk.Found<E>> found =
                    entry.pattern()
                            .match(host)
                            .flatMap(
                                    values ->
                                            new Walk<E>(
                                                            path,
                                                            request.method(),
                                                            values,
                                                            allowed,
                                                            steps)
                                                    .from(entry.target()));
            if (found.isPresent()) {
                return found;
            }
        }
        return new Walk<E>(path, request.method(), List.of(), allowed, steps).from(anyHost);
    }

    private Resolution<E> resolve(RouteRequest request, Walk.Hit<E> hit) {
        Route<E> route = hit.route();
        Rule<E> rule = route.rule();
        Arguments arguments = route.arguments(hit.values());
        Optional<Route.Built> better = Optional.empty();
        if (rule.kind() == Rule.Kind.ALIAS) {
            better = urls.proper(route, arguments.values(), request.method());
        } else if (redirectDefaults) {
            better = urls.shorter(route, arguments.values(), request.method());
        }
        if (better.isPresent()) {
            return redirect(request, better.get().host(), PathText.encode(better.get().text()));
        }
        if (rule.newPath().isPresent()) {
            return redirect(
                    request,
                    Optional.empty(),
                    PathText.encode(route.translate(rule.newPath().get(), arguments)));
        }
        if (rule.newLocation().isPresent()) {
            return redirect(
                    request, Optional.empty(), below(rule.newLocation().get().apply(arguments)));
        }
        return new Resolution.Match<>(rule.endpoint().orElseThrow(), arguments, rule);
    }

    private static String below(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static <E> Resolution<E> redirect(RouteRequest request, String path) {
        return redirect(request, Optional.empty(), PathText.encode(path));
    }

    private static <E> Resolution<E> redirect(
            RouteRequest request, Optional<String> host, String rawPath) {
        return new Resolution.Redirect<>(
                Location.of(request.site(), host, false, rawPath, request.query()));
    }

    /**
     * Begins to build a URL.
     *
     * @param endpoint equal to that of a rule
     * @return to be given arguments, and built
     */
    public UrlRequest<E> url(E endpoint) {
        return new UrlRequest<>(urls, endpoint, Map.of(), Optional.empty(), Site.UNKNOWN, false);
    }

    /** The same with other endpoints, not null; equal ones stay equal or become so. */
    <F> Routes<F> map(Function<? super E, ? extends F> endpoints) {
        return new Routes<>(
                routes.stream()
                        .map(route -> route.withRule(route.rule().<F>map(endpoints)))
                        .toList(),
                redirectDefaults);
    }

    /** {@return all endpoints, in the order of the rules} */
    public Set<E> endpoints() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(urls.endpoints()));
    }

    /** {@return all methods that rules name, HEAD included} */
    public Set<String> methods() {
        return Set.copyOf(methods);
    }

    /**
     * Collects rules; each method returns the builder itself.
     *
     * @param <E> the type of endpoints
     */
    public static final class Builder<E> {
        private final List<Rule<E>> rules = new ArrayList<>();
        private final Map<String, ConverterFactory> factories = new HashMap<>();
        private boolean strictSlashes = true;
        private boolean mergeSlashes = true;
        private boolean redirectDefaults = true;
        private Optional<String> domain = Optional.empty();
        private Optional<String> defaultSubdomain = Optional.empty();

        private Builder() {
            factories.put("default", StringConverter::of);
            factories.put("string", StringConverter::of);
            factories.put("path", arguments -> withoutArguments(arguments, new PathConverter()));
            factories.put("any", AnyConverter::of);
            factories.put("int", IntConverter::of);
            factories.put("float", FloatConverter::of);
            factories.put("uuid", arguments -> withoutArguments(arguments, new UuidConverter()));
        }

        private static Converter<?> withoutArguments(
                ConverterArguments arguments, Converter<?> converter) {
            arguments.allow(0, Set.of());
            return converter;
        }

        /**
         * Adds a rule for any method.
         *
         * @param path see {@link Rule#of}
         * @param endpoint what a match yields
         * @return this
         */
        public Builder<E> add(String path, E endpoint) {
            return add(Rule.of(path, endpoint));
        }

        /**
         * Adds a rule.
         *
         * @param rule to add
         * @return this
         */
        public Builder<E> add(Rule<E> rule) {
            rules.add(rule);
            return this;
        }

        /**
         * Adds rules below a prefix.
         *
         * @param prefix see {@link Rule#under}
         * @param below it
         * @return this
         */
        public Builder<E> mount(String prefix, Iterable<Rule<E>> below) {
            below.forEach(rule -> add(rule.under(prefix)));
            return this;
        }

        /**
         * Adds a converter, or takes the place of one; {@code default} is for placeholders that
         * name none.
         *
         * @param name in rules
         * @param factory makes one for each placeholder
         * @return this
         */
        public Builder<E> converter(String name, ConverterFactory factory) {
            factories.put(name, factory);
            return this;
        }

        /**
         * Says whether a slash at the end matters; true unless changed.
         *
         * @param strict false for rules to match with and without one
         * @return this
         */
        public Builder<E> strictSlashes(boolean strict) {
            strictSlashes = strict;
            return this;
        }

        /**
         * Says whether paths with several slashes in a row, which match nothing as they are,
         * redirect to the path with one; true unless changed.
         *
         * @param merge false to leave them alone
         * @return this
         */
        public Builder<E> mergeSlashes(boolean merge) {
            mergeSlashes = merge;
            return this;
        }

        /**
         * Says whether a request that spells out a default redirects to the rule that has it; true
         * unless changed.
         *
         * @param redirect false for both addresses to match
         * @return this
         */
        public Builder<E> redirectDefaults(boolean redirect) {
            redirectDefaults = redirect;
            return this;
        }

        /**
         * Names the domain of rules with a subdomain.
         *
         * @param name such as {@code "example.org"}, without a port
         * @return this
         */
        public Builder<E> domain(String name) {
            domain = Optional.of(name);
            return this;
        }

        /**
         * Gives rules without host and subdomain a subdomain; otherwise they match any host.
         *
         * @param pattern see {@link Rule#subdomain}
         * @return this
         */
        public Builder<E> defaultSubdomain(String pattern) {
            defaultSubdomain = Optional.of(pattern);
            return this;
        }

        /**
         * {@return the routes}
         *
         * @throws IllegalArgumentException if a rule is malformed, names a converter that does not
         *     exist or arguments it does not take, uses a name twice, or has a subdomain of no
         *     domain
         */
        public Routes<E> build() {
            return new Routes<>(rules.stream().map(this::route).toList(), redirectDefaults);
        }

        private Route<E> route(Rule<E> rule) {
            Route<E> route =
                    Route.of(
                            rule,
                            host(rule),
                            strictSlashes,
                            rule.mergeSlashes().orElse(mergeSlashes),
                            this::converter);
            Set<String> names = new HashSet<>(rule.defaults().keySet());
            for (String name : route.names()) {
                if (!names.add(name)) {
                    throw new IllegalArgumentException(
                            "name " + name + " is used twice in " + rule);
                }
            }
            List<String> wanted = rule.newPath().map(Template::names).orElse(List.of());
            if (!names.containsAll(wanted)) {
                throw new IllegalArgumentException(rule + " has not all of " + wanted);
            }
            return route;
        }

        private Optional<String> host(Rule<E> rule) {
            Optional<String> subdomain =
                    rule.host().isPresent()
                            ? Optional.empty()
                            : rule.subdomain().or(() -> defaultSubdomain);
            if (subdomain.isEmpty()) {
                return rule.host();
            }
            String parent =
                    domain.orElseThrow(
                            () -> new IllegalArgumentException("no domain is set for " + rule));
            String name = subdomain.get();
            return Optional.of(name.isEmpty() ? parent : name + "." + parent);
        }

        private Converter<?> converter(Template.Hole hole) {
            String name = hole.converter().orElse("default");
            ConverterFactory factory = factories.get(name);
            if (factory == null) {
                throw new IllegalArgumentException("there is no converter " + name);
            }
            return factory.create(hole.arguments());
        }
    }
}
