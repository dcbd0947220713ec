package gateway.tck.subject;

/**
 * The ways in which the kit asks for a server: as it comes, and with each option the law asks for.
 */
public enum Variant {
    /** The application at the root mount, everything else as it comes. */
    PLAIN("plain", ""),
    /** The application at the mount {@code /m}, and nowhere else (ENV-7). */
    MOUNTED("mount", "/m"),
    /**
     * Requests on platform threads, of which can be seen what locks they hold (THR-3); where the
     * server has no others, the same as {@link #PLAIN}.
     */
    POOL("pool", ""),
    /** One request at a time (THR-6). */
    SERIAL("serial", ""),
    /** Encoded slashes and backslashes are refused (STR-6). */
    REFUSING_ENCODED_SLASHES("refuse-encoded-slash", ""),
    /** Odd header names are refused (HDR-2). */
    REFUSING_ODD_NAMES("refuse-odd-header-names", ""),
    /** A listener at an address of IPv6 (ENV-11, ENV-16). */
    IPV6("ipv6", ""),
    /** A listener under TLS, to which all clients connect (EXT-10, ENV-18). */
    SECURE("tls", ""),
    /** {@code tck.colour} is set to {@code blue} for applications (ENV-5, LIFE-1). */
    CONFIGURED("settings", "");

    private final String word;
    private final String mount;

    Variant(String word, String mount) {
        this.word = word;
        this.mount = mount;
    }

    /** Its name on the command line. */
    public String word() {
        return word;
    }

    /** Where the application is mounted: {@code ""} or {@code /m}. */
    public String mount() {
        return mount;
    }
}
