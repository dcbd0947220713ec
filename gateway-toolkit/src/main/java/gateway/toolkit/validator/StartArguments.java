package gateway.toolkit.validator;

import gateway.api.Header;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What is malformed in a status and in headers (RESP-1, RESP-2, RESP-4, RESP-7, RESP-9). Name and
 * value of a {@link Header} need no look: one that exists is well-formed.
 */
final class StartArguments {
    private static final Set<String> FORBIDDEN =
            Set.of(
                    "keep-alive",
                    "proxy-connection",
                    "status",
                    "te",
                    "transfer-encoding",
                    "upgrade");

    private StartArguments() {}

    /** One malformed argument. */
    record Fault(Clause clause, String message, String value) {}

    static List<Fault> faults(String status, List<Header> headers) {
        List<Fault> faults = new ArrayList<>();
        checkStatus(status, faults);
        faults.addAll(faults(headers));
        return faults;
    }

    static List<Fault> faults(List<Header> headers) {
        List<Fault> faults = new ArrayList<>();
        if (headers == null) {
            faults.add(new Fault(Clause.RESP_4, "headers are null", ""));
            return faults;
        }
        int lengths = 0;
        for (Header header : headers) {
            if (header == null) {
                faults.add(new Fault(Clause.RESP_4, "a header is null", ""));
            } else {
                checkHeader(header, faults);
                lengths += isContentLength(header) ? 1 : 0;
            }
        }
        if (lengths > 1) {
            faults.add(
                    new Fault(
                            Clause.RESP_9,
                            "there is more than one Content-Length",
                            Shown.of(
                                    headers.stream()
                                            .filter(Objects::nonNull)
                                            .filter(StartArguments::isContentLength)
                                            .toList())));
        }
        return faults;
    }

    /**
     * What is malformed in the headers of a 103 or a 101, which have no Connection or
     * Content-Length of the application's either.
     *
     * @param clause of the capability
     */
    static List<Fault> interimFaults(List<Header> headers, Clause clause) {
        List<Fault> faults = faults(headers);
        for (Header header : headers == null ? List.<Header>of() : headers) {
            boolean isRefused =
                    header != null
                            && (isContentLength(header)
                                    || header.name().equalsIgnoreCase("Connection"));
            if (isRefused && faults(List.of(header)).isEmpty()) {
                faults.add(
                        new Fault(
                                clause,
                                "the header " + header.name() + " is for final responses only",
                                Shown.of(header)));
            }
        }
        return faults;
    }

    private static void checkStatus(String status, List<Fault> faults) {
        if (status == null) {
            faults.add(new Fault(Clause.RESP_1, "status is null", ""));
        } else if (!isStatus(status)) {
            faults.add(
                    new Fault(
                            Clause.RESP_1,
                            "status is not three digits, a space and a reason phrase",
                            Shown.of(status)));
        } else if (status.charAt(0) < '2' || status.charAt(0) > '5') {
            faults.add(new Fault(Clause.RESP_2, "status is not 200 to 599", Shown.of(status)));
        }
    }

    private static boolean isStatus(String status) {
        for (int i = 0; i < status.length(); i++) {
            char c = status.charAt(i);
            boolean isRight =
                    switch (i) {
                        case 0, 1, 2 -> isDigit(c);
                        case 3 -> c == ' ';
                        default -> c == '\t' || (c >= ' ' && c <= 0xFF && c != 0x7F);
                    };
            if (!isRight) {
                return false;
            }
        }
        return status.length() >= 3;
    }

    private static void checkHeader(Header header, List<Fault> faults) {
        String name = header.name().toLowerCase(Locale.ROOT);
        boolean isOtherConnection =
                name.equals("connection") && !header.value().equalsIgnoreCase("close");
        if (FORBIDDEN.contains(name) || isOtherConnection) {
            faults.add(
                    new Fault(
                            Clause.RESP_7,
                            "the header " + header.name() + " is not the application's to set",
                            Shown.of(header)));
        } else if (isContentLength(header)) {
            checkLength(header, faults);
        }
    }

    private static void checkLength(Header header, List<Fault> faults) {
        String digits = header.value();
        if (digits.isEmpty() || !digits.chars().allMatch(c -> isDigit((char) c))) {
            faults.add(
                    new Fault(Clause.RESP_9, "Content-Length is not all digits", Shown.of(header)));
        } else if (new BigInteger(digits).bitLength() >= Long.SIZE) {
            faults.add(
                    new Fault(
                            Clause.RESP_9, "Content-Length does not fit a long", Shown.of(header)));
        }
    }

    private static boolean isContentLength(Header header) {
        return header.name().equalsIgnoreCase("Content-Length");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
