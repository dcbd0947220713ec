package gateway.toolkit.http;

import gateway.api.Environ;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Everything in a request that decides between a whole answer, a part of it and none (RFC 9110
 * chapters 13 and 14).
 *
 * @param method in upper case, as received
 * @param ifMatch present if the field is, even if nothing in it is a tag
 * @param ifUnmodifiedSince present if the field is a date
 * @param ifNoneMatch present if the field is, even if nothing in it is a tag
 * @param ifModifiedSince present if the field is a date
 * @param ifRange present if the field is
 * @param range present if the field has ranges that may be served
 */
public record Conditions(
        String method,
        Optional<EntityTags> ifMatch,
        Optional<Instant> ifUnmodifiedSince,
        Optional<EntityTags> ifNoneMatch,
        Optional<Instant> ifModifiedSince,
        Optional<IfRange> ifRange,
        Optional<RangeSet> range) {
    /**
     * Reads the fields of a request.
     *
     * @param environ of a request
     * @return its conditions
     */
    public static Conditions of(Map<String, Object> environ) {
        return of(Environ.method(environ), name -> Environ.header(environ, name));
    }

    /**
     * Reads the fields of a request.
     *
     * @param method in upper case, as received
     * @param header gives the value of a field by its name
     * @return the conditions
     */
    public static Conditions of(String method, Function<String, Optional<String>> header) {
        return new Conditions(
                method,
                header.apply("If-Match").map(EntityTags::parse),
                header.apply("If-Unmodified-Since").flatMap(HttpDate::parse),
                header.apply("If-None-Match").map(EntityTags::parse),
                header.apply("If-Modified-Since").flatMap(HttpDate::parse),
                header.apply("If-Range").map(IfRange::parse),
                header.apply("Range").flatMap(RangeSet::parse));
    }
}
