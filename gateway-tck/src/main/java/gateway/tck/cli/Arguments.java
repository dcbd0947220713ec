package gateway.tck.cli;

import gateway.tck.subject.Capability;
import gateway.tck.subject.Variant;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the words of the command line say.
 *
 * @param command the server's command, with placeholders
 * @param variants words that are added for a variant
 * @param claimed capabilities; empty to find out what the server offers
 * @param only part of the names of the cases to run, {@code ""} for all
 * @param report where the results go as JSON
 * @param parallel requests that the server runs at the same time
 * @param grace seconds for which a stop waits, if they are known
 */
record Arguments(
        List<String> command,
        Map<Variant, List<String>> variants,
        Optional<Set<Capability>> claimed,
        String only,
        Optional<Path> report,
        int parallel,
        Optional<Integer> grace) {
    static final String USAGE =
            """
            Usage: java -jar gateway-tck.jar --command 'SERVER … {port}' [options]

              --command COMMAND   starts the server; these are replaced in its words:
                                    {port}   where it must listen, on 127.0.0.1
                                    {probe}  a jar with the application, gateway.tck.probe.Probe
                                    {mount}  where the application is mounted: empty, then /m
                                    {limit}  the limit for request bodies in octets: 1048576
                                    {grace}  seconds for which a stop waits for requests: 2
                                  and for the variant tls
                                    {tls}    where it must listen under TLS, on 127.0.0.1
                                    {certificate}, {key}  files in PEM
              --with NAME=WORDS   words that are added for a variant: mount, pool (on
                                  platform threads), serial, ipv6 (listens on ::1 too), tls,
                                  refuse-encoded-slash, refuse-odd-header-names,
                                  settings (sets tck.colour to blue for applications); may be
                                  repeated
              --claim NAMES       capabilities that the server claims, between commas: early-hints,
                                  trailers, request-trailers, flush, upgrade, client-disconnected,
                                  on-finish, raw-headers; all; none. Default: what it offers
              --parallel N        requests that it runs at the same time. Default: 8
              --grace SECONDS     for which a stop waits, where {grace} cannot be given
              --only TEXT         runs the cases whose clause and title contain this
              --report FILE       writes the results as JSON
              --patience SECONDS  for what must come. Default: 10
              --help              shows this

            Exit status: 0 if nothing failed, 1 if something did or the server does not start,
            2 for a word that is not understood.
            """;

    static Arguments parse(String[] words) throws UsageException {
        List<String> command = List.of();
        Map<Variant, List<String>> variants = new EnumMap<>(Variant.class);
        Optional<Set<Capability>> claimed = Optional.empty();
        String only = "";
        Optional<Path> report = Optional.empty();
        int parallel = 8;
        Optional<Integer> grace = Optional.empty();
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i];
            if (i + 1 == words.length) {
                throw new UsageException(name + " is not understood, or has no value");
            }
            String value = words[i + 1];
            switch (name) {
                case "--command" -> command = Words.split(value);
                case "--with" -> with(variants, value);
                case "--claim" -> claimed = Optional.of(claims(value));
                case "--only" -> only = value;
                case "--report" -> report = Optional.of(Path.of(value));
                case "--parallel" -> parallel = number(name, value);
                case "--grace" -> grace = Optional.of(number(name, value));
                case "--patience" ->
                        System.setProperty("gateway.tck.patience", "" + number(name, value));
                default -> throw new UsageException(name + " is not understood");
            }
        }
        if (!Words.have(command, "port")) {
            throw new UsageException("--command is missing, or has no {port}");
        }
        return new Arguments(command, variants, claimed, only, report, parallel, grace);
    }

    private static void with(Map<Variant, List<String>> variants, String value)
            throws UsageException {
        int equals = value.indexOf('=');
        for (Variant variant : Variant.values()) {
            if (equals > 0 && value.substring(0, equals).equals(variant.word())) {
                variants.put(variant, Words.split(value.substring(equals + 1)));
                return;
            }
        }
        throw new UsageException("--with " + value + " names no variant");
    }

    private static Set<Capability> claims(String value) throws UsageException {
        Set<Capability> claims = EnumSet.noneOf(Capability.class);
        if (value.equals("all")) {
            return EnumSet.allOf(Capability.class);
        }
        for (String word : value.equals("none") ? new String[0] : value.split(",", -1)) {
            claims.add(
                    Arrays.stream(Capability.values())
                            .filter(one -> one.word().equals(word))
                            .findFirst()
                            .orElseThrow(
                                    () -> new UsageException("--claim " + word + " is unknown")));
        }
        return claims;
    }

    private static int number(String name, String value) throws UsageException {
        if (!value.matches("[1-9][0-9]{0,5}")) {
            throw new UsageException(name + " " + value + " is not a number from 1 to 999999");
        }
        return Integer.parseInt(value);
    }
}
