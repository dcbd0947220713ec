package gateway.toolkit.middleware;

import gateway.api.Application;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Applications by the prefix at which they are mounted. A search looks at no more of a path than
 * the longest prefix is long.
 */
final class MountTable {
    private final Map<String, Application> mounts;
    private final int longest;

    MountTable(Map<String, Application> mounts) {
        this.mounts = new LinkedHashMap<>(mounts);
        this.longest = mounts.keySet().stream().mapToInt(String::length).max().orElse(-1);
    }

    /** An application and the prefix that the path has. */
    record Found(String prefix, Application application) {}

    /** In the order in which they were mounted. */
    Collection<Application> applications() {
        return mounts.values();
    }

    /** The longest prefix that ends where the path does or before a slash of it. */
    Optional<Found> find(String path) {
        if (longest < 0 || path.equals("*")) {
            return Optional.empty();
        }
        for (int end = Math.min(path.length(), longest); end >= 0; end--) {
            if (end == path.length() || path.charAt(end) == '/') {
                String prefix = path.substring(0, end);
                Application application = mounts.get(prefix);
                if (application != null) {
                    return Optional.of(new Found(prefix, application));
                }
            }
        }
        return Optional.empty();
    }
}
