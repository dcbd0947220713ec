package gateway.sample.flasklike.framework;

import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/** Values as JSON, and back. */
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(
                            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Reads what a client sends; 400 where it is no such value, or lacks or adds something. */
    static <T> T read(String json, Class<T> type) {
        String reason = "The JSON of the request is not of the kind that is expected here.";
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw HttpException.badRequest(reason);
            }
            return value;
        } catch (JacksonException e) {
            throw new HttpException(HttpError.BAD_REQUEST, reason, List.of(), e);
        }
    }
}
