package gateway.toolkit.testing;

/**
 * Where a client may be led, and with what: as browsers do, but never out of the application.
 *
 * @param home where the application is mounted
 * @param subdomains whether hosts below that of home are the application too
 */
record Redirects(Url home, boolean subdomains) {
    /**
     * The request that a redirect asks for.
     *
     * @throws IllegalStateException if it leads to another site, or out of the mount
     */
    EnvironBuilder next(EnvironBuilder request, Answer answer) {
        Url here = Url.parse(answer.url());
        Url next = here.resolve(answer.header("Location").orElse(""));
        boolean same = next.host().equals(home.host()) && next.port().equals(home.port());
        boolean secured = next.host().equals(home.host()) && next.port().equals("443");
        boolean below = subdomains && next.host().endsWith("." + home.host());
        if (!same && !secured && !below) {
            throw new IllegalStateException("a redirect leads to another site: " + next);
        }
        if (!next.path().equals(home.path()) && !next.path().startsWith(home.path() + "/")) {
            throw new IllegalStateException("a redirect leads out of the mount: " + next);
        }
        return request.redirected(
                method(request.method(), answer.code()),
                next,
                next.path().substring(home.path().length()),
                next.host().equals(here.host()));
    }

    /** RFC 9110 §15.4: 303 asks for a GET; after 301 and 302 browsers make one of POST. */
    private static String method(String method, int status) {
        boolean becomesGet =
                status == 303 ? !method.equals("HEAD") : status <= 302 && method.equals("POST");
        return becomesGet ? "GET" : method;
    }
}
