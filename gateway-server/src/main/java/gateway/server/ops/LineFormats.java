package gateway.server.ops;

/** The formats of the access log by their names. */
public final class LineFormats {
    private static final String COMMON = "%h %l %u %t \"%r\" %s %b";
    private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";

    private LineFormats() {}

    /**
     * A format of its own.
     *
     * @param name {@code common}, {@code combined}, {@code json}, or a template, which has a % in
     *     it
     * @throws IllegalArgumentException if it is none of them
     */
    public static LineFormat named(String name) {
        return switch (name) {
            case "common" -> TemplateFormat.parse(COMMON);
            case "combined" -> TemplateFormat.parse(COMBINED);
            case "json" -> new JsonFormat();
            default -> {
                if (name.indexOf('%') < 0) {
                    throw new IllegalArgumentException(
                            "'"
                                    + name
                                    + "' is not common, combined, json, or a template such as"
                                    + " '%h \"%r\" %s'");
                }
                yield TemplateFormat.parse(name);
            }
        };
    }
}
