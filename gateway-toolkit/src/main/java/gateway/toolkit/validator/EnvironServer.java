package gateway.toolkit.validator;

import static gateway.api.Environ.*;

import gateway.api.Header;

import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLSession;

/**
 * What the server says of itself, of the connection and of the body (ENV-11, ENV-14 to ENV-19,
 * IN-1, ELOG-1), and the types of its extensions (EXT-5, EXT-8 to EXT-11).
 */
final class EnvironServer {
    private EnvironServer() {}

    static void check(EnvironReader environ) {
        checkEnds(environ);
        checkLengths(environ);
        checkVersion(environ);
        Complaints caller = environ.caller();
        environ.required(URL_SCHEME, String.class, Clause.ENV_18)
                .filter(scheme -> !scheme.equals("http") && !scheme.equals("https"))
                .ifPresent(
                        scheme ->
                                caller.error(
                                        Clause.ENV_18,
                                        "gateway.url_scheme is neither http nor https",
                                        Shown.of(scheme)));
        for (String key : List.of(MULTITHREAD, MULTIPROCESS, RUN_ONCE)) {
            environ.required(key, Boolean.class, Clause.ENV_19);
        }
        environ.required(INPUT, InputStream.class, Clause.IN_1);
        environ.required(ERRORS, PrintWriter.class, Clause.ELOG_1);
        environ.optional(REQUEST_TRAILERS, Supplier.class, Clause.EXT_5);
        environ.optional(CLIENT_DISCONNECTED, BooleanSupplier.class, Clause.EXT_8);
        environ.optional(ON_FINISH, Consumer.class, Clause.EXT_9);
        environ.optional(SSL_SESSION, SSLSession.class, Clause.EXT_10);
        environ.optional(RAW_HEADERS, List.class, Clause.EXT_11)
                .ifPresent(list -> checkRawHeaders(list, caller));
    }

    private static void checkEnds(EnvironReader environ) {
        Complaints caller = environ.caller();
        environ.requiredText(SERVER_NAME, Clause.ENV_11)
                .filter(name -> !HostText.isHost(name))
                .ifPresent(
                        name ->
                                caller.error(
                                        Clause.ENV_11, "SERVER_NAME is no host", Shown.of(name)));
        environ.requiredText(SERVER_PORT, Clause.ENV_11)
                .filter(port -> !HostText.isPort(port))
                .ifPresent(
                        port ->
                                caller.error(
                                        Clause.ENV_11, "SERVER_PORT is no port", Shown.of(port)));
        environ.text(REMOTE_ADDR)
                .filter(address -> !HostText.isAddress(address))
                .ifPresent(
                        address ->
                                caller.error(
                                        Clause.ENV_16,
                                        "REMOTE_ADDR is no IP address",
                                        Shown.of(address)));
        environ.text(REMOTE_PORT)
                .filter(port -> !HostText.isPort(port))
                .ifPresent(
                        port ->
                                caller.error(
                                        Clause.ENV_16, "REMOTE_PORT is no port", Shown.of(port)));
    }

    private static void checkLengths(EnvironReader environ) {
        Complaints caller = environ.caller();
        Optional<Long> known = environ.required(INPUT_LENGTH, Long.class, Clause.ENV_15);
        Optional<String> declared = environ.text(CONTENT_LENGTH);
        if (known.isPresent() && known.get() < -1) {
            caller.error(Clause.ENV_15, "gateway.input_length is below -1", Shown.of(known.get()));
        } else if (declared.isPresent() && !declared.get().matches("[0-9]+")) {
            caller.error(
                    Clause.ENV_14, "CONTENT_LENGTH is not all digits", Shown.of(declared.get()));
        } else if (known.isPresent() && declared.isPresent()) {
            if (!declared.get().replaceFirst("^0+(?=.)", "").equals(known.get().toString())) {
                caller.error(
                        Clause.ENV_14,
                        Clause.MW_6,
                        "CONTENT_LENGTH and gateway.input_length differ",
                        Shown.of(declared.get()) + " and " + known.get());
            }
        } else if (known.isPresent() && known.get() > 0 && !environ.has(CONTENT_LENGTH)) {
            caller.error(
                    Clause.ENV_14,
                    Clause.MW_6,
                    "CONTENT_LENGTH is absent though the length is known",
                    Shown.of(known.get()));
        }
    }

    private static void checkVersion(EnvironReader environ) {
        Optional<List<?>> version =
                environ.required(VERSION, List.class, Clause.ENV_17).map(list -> list);
        if (version.isEmpty()) {
            return;
        }
        List<?> numbers = version.get();
        boolean isVersion =
                numbers.size() == 2
                        && Integer.valueOf(1).equals(numbers.get(0))
                        && numbers.get(1) instanceof Integer minor
                        && minor >= 0;
        if (!isVersion) {
            environ.caller()
                    .error(Clause.ENV_17, "gateway.version is not [1, 0]", Shown.of(numbers));
        } else if (isModifiable(numbers)) {
            environ.caller().error(Clause.ENV_17, "gateway.version can be modified", "");
        }
    }

    private static void checkRawHeaders(List<?> headers, Complaints caller) {
        if (!headers.stream().allMatch(Header.class::isInstance)) {
            caller.error(
                    Clause.EXT_11,
                    "gateway.raw_headers has something else than a Header",
                    Shown.of(headers));
        } else if (!headers.isEmpty() && isModifiable(headers)) {
            caller.error(Clause.EXT_11, "gateway.raw_headers can be modified", "");
        }
    }

    /** Tries by a change to what is there already. */
    private static <T> boolean isModifiable(List<T> list) {
        try {
            list.set(0, list.get(0));
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }
}
