package gateway.toolkit.request;

import gateway.toolkit.forms.FormRules;

/**
 * How much of a request is read, and for which hosts.
 *
 * @param forms limits of forms
 * @param content octets that any body may have; one that declares more is refused with 413 before
 *     it is read, another one where it goes beyond
 * @param memory octets of a body that is read as a whole by {@code data}, {@code text} and {@code
 *     jsonText}; more is 413
 * @param trustedHosts for which hosts the application answers
 */
public record RequestRules(FormRules forms, long content, int memory, TrustedHosts trustedHosts) {
    /** Forms as usual, bodies of any length, 10 MiB of them in memory, any host. */
    public static final RequestRules DEFAULT =
            new RequestRules(FormRules.DEFAULT, Long.MAX_VALUE, 10 * 1024 * 1024, TrustedHosts.ANY);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public RequestRules {
        if (content < 0 || memory < 0) {
            throw new IllegalArgumentException("a limit is negative");
        }
    }

    /**
     * {@return the same with other limits of forms}
     *
     * @param rules of forms
     */
    public RequestRules withForms(FormRules rules) {
        return new RequestRules(rules, content, memory, trustedHosts);
    }

    /**
     * {@return the same for bodies up to this length}
     *
     * @param octets 0 or more
     */
    public RequestRules withContent(long octets) {
        return new RequestRules(forms, octets, memory, trustedHosts);
    }

    /**
     * {@return the same with so much of a body in memory}
     *
     * @param octets 0 or more
     */
    public RequestRules withMemory(int octets) {
        return new RequestRules(forms, content, octets, trustedHosts);
    }

    /**
     * {@return the same for these hosts only}
     *
     * @param hosts for which the application answers
     */
    public RequestRules withTrustedHosts(TrustedHosts hosts) {
        return new RequestRules(forms, content, memory, hosts);
    }
}
