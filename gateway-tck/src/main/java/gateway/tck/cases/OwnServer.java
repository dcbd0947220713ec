package gateway.tck.cases;

import gateway.tck.subject.Subject;

import java.util.List;
import java.util.function.Supplier;

/**
 * A server that a case has started for itself.
 *
 * @param subject the server
 * @param told what its application has told about its life so far: {@code start}, {@code stop}, and
 *     what {@code ProbeCall.tell} was given
 */
public record OwnServer(Subject subject, Supplier<List<String>> told) {}
