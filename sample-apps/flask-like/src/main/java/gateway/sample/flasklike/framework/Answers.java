package gateway.sample.flasklike.framework;

import gateway.api.Application;
import gateway.api.Header;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.http.MediaType;
import gateway.toolkit.response.Response;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** Responses of what views return. */
final class Answers {
    private Answers() {}

    static Response of(@Nullable Object answer) {
        return switch (answer) {
            case Response response -> response;
            case Application application -> Response.from(application);
            case CharSequence text -> Response.text(text.toString());
            case byte[] octets -> Response.bytes(MediaType.OCTET_STREAM, octets);
            case Map<?, ?> map -> Response.json(Json.write(map));
            case Collection<?> list -> Response.json(Json.write(list));
            case Record one -> Response.json(Json.write(one));
            case null -> throw new IllegalStateException("a view has returned null");
            default ->
                    throw new IllegalStateException(
                            "a view has returned a " + answer.getClass().getName());
        };
    }

    /** The answer of an error's handler: a page of its own does not make it a success. */
    static Response of(@Nullable Object answer, HttpException error) {
        Response response = of(answer);
        if (response.status().equals(Optional.of("200 OK"))) {
            response = response.withStatus(error.status());
        }
        for (Header header : error.headers()) {
            response = response.withAddedHeader(header.name(), header.value());
        }
        return response;
    }
}
