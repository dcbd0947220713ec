package gateway.sample.flasklike.framework;

/** Answers the requests of a route. */
@FunctionalInterface
public interface View {
    /**
     * {@return the answer, as one of these}
     *
     * <ul>
     *   <li>a {@link gateway.toolkit.response.Response}, or any other {@link
     *       gateway.api.Application}
     *   <li>a text, sent as plain text: pages come from {@link Context#render}, which escapes
     *   <li>a map, a collection or a record, sent as JSON
     *   <li>a {@code byte[]}, sent as octets of no type
     * </ul>
     *
     * @param c the request
     * @throws Exception for an error handler, or for the server
     */
    Object answer(Context c) throws Exception;
}
