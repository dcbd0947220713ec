package gateway.toolkit.validator;

/**
 * The clauses of {@code spec.md} that the validator can see broken.
 *
 * <p>Not here, because nothing between server and application shows them: what happens to octets on
 * the wire (most of LEN, SR-6, BODY-5, BODY-6), what a server reads from its own map (ENV-4),
 * whether its documentation allows the thread-local values that one request leaves to another
 * (THR-4), and what {@link gateway.api.Header} already refuses (RESP-5, RESP-6).
 */
public enum Clause {
    APP_3("APP-3"),
    APP_4("APP-4"),
    ENV_1("ENV-1"),
    ENV_2("ENV-2"),
    ENV_3("ENV-3"),
    ENV_5("ENV-5"),
    ENV_6("ENV-6"),
    ENV_7("ENV-7"),
    ENV_8("ENV-8"),
    ENV_9("ENV-9"),
    ENV_10("ENV-10"),
    ENV_11("ENV-11"),
    ENV_12("ENV-12"),
    ENV_13("ENV-13"),
    ENV_14("ENV-14"),
    ENV_15("ENV-15"),
    ENV_16("ENV-16"),
    ENV_17("ENV-17"),
    ENV_18("ENV-18"),
    ENV_19("ENV-19"),
    STR_1("STR-1"),
    STR_3("STR-3"),
    STR_5("STR-5"),
    STR_9("STR-9"),
    STR_10("STR-10"),
    HDR_1("HDR-1"),
    HDR_2("HDR-2"),
    HDR_5("HDR-5"),
    HDR_6("HDR-6"),
    HDR_7("HDR-7"),
    HDR_8("HDR-8"),
    IN_1("IN-1"),
    IN_2("IN-2"),
    IN_4("IN-4"),
    IN_5("IN-5"),
    IN_6("IN-6"),
    IN_7("IN-7"),
    ELOG_1("ELOG-1"),
    SR_1("SR-1"),
    SR_2("SR-2"),
    SR_3("SR-3"),
    SR_4("SR-4"),
    SR_5("SR-5"),
    SR_7("SR-7"),
    SR_8("SR-8"),
    RESP_1("RESP-1"),
    RESP_2("RESP-2"),
    RESP_4("RESP-4"),
    RESP_7("RESP-7"),
    RESP_8("RESP-8"),
    RESP_9("RESP-9"),
    RESP_10("RESP-10"),
    LEN_1("LEN-1"),
    LEN_2("LEN-2"),
    LEN_4("LEN-4"),
    LEN_6("LEN-6"),
    BODY_1("BODY-1"),
    BODY_2("BODY-2"),
    BODY_4("BODY-4"),
    BODY_8("BODY-8"),
    BODY_10("BODY-10"),
    BODY_11("BODY-11"),
    CLOSE_1("CLOSE-1"),
    CLOSE_4("CLOSE-4"),
    CLOSE_5("CLOSE-5"),
    ERR_8("ERR-8"),
    MW_2("MW-2"),
    MW_3("MW-3"),
    MW_4("MW-4"),
    MW_5("MW-5"),
    MW_6("MW-6"),
    THR_1("THR-1"),
    EXT_1("EXT-1"),
    EXT_3("EXT-3"),
    EXT_4("EXT-4"),
    EXT_5("EXT-5"),
    EXT_6("EXT-6"),
    EXT_7("EXT-7"),
    EXT_8("EXT-8"),
    EXT_9("EXT-9"),
    EXT_10("EXT-10"),
    EXT_11("EXT-11"),
    EXT_12("EXT-12");

    private final String id;

    Clause(String id) {
        this.id = id;
    }

    /** {@return its id as {@code spec.md} writes it, such as {@code APP-4}} */
    public String id() {
        return id;
    }

    @Override
    public String toString() {
        return id;
    }
}
