package gateway.sample.flasklike.framework;

import gateway.toolkit.routing.Resolution;
import gateway.toolkit.routing.RouteRequest;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.Rule;
import gateway.toolkit.routing.Site;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The routes of an application and of its blueprints, with who is in charge of each. */
final class Table {
    /** A blueprint and where it is. */
    record Place(String prefix, Blueprint blueprint) {}

    /**
     * A route.
     *
     * @param scopes the application, then the blueprint if it is of one
     * @param path with the prefix
     */
    record Entry(List<Scaffold> scopes, String path, View view) {}

    private final Routes<Entry> routes;
    private final Map<String, Entry> byName = new HashMap<>();

    Table(Scaffold app, List<Place> places) {
        Routes.Builder<Entry> builder = Routes.builder();
        for (Scaffold.Endpoint each : app.endpoints) {
            add(builder, List.of(app), each.name(), each.path(), each);
        }
        for (Place place : places) {
            Blueprint part = place.blueprint;
            for (Scaffold.Endpoint each : part.endpoints) {
                String name = part.name + "." + each.name();
                add(builder, List.of(app, part), name, place.prefix + each.path(), each);
            }
        }
        routes = builder.build();
    }

    private void add(
            Routes.Builder<Entry> builder,
            List<Scaffold> scopes,
            String name,
            String path,
            Scaffold.Endpoint endpoint) {
        Entry entry = new Entry(scopes, path, endpoint.view());
        Entry other = byName.putIfAbsent(name, entry);
        if (other != null && !other.path.equals(path)) {
            throw new IllegalArgumentException(name + " is both " + other.path + " and " + path);
        }
        builder.add(Rule.of(path, entry).methods(endpoint.methods().toArray(String[]::new)));
    }

    Resolution<Entry> match(RouteRequest request) {
        return routes.match(request);
    }

    Set<String> methods() {
        return routes.methods();
    }

    /** The address of an endpoint by its whole name. */
    String url(Site site, String name, Map<String, ?> values) {
        Entry entry = byName.get(name);
        if (entry == null) {
            throw new IllegalArgumentException("no route has the endpoint " + name);
        }
        return routes.url(entry).with(values).at(site).build();
    }
}
