package gateway.server.call;

import gateway.api.Header;
import gateway.server.http.Field;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * Field lines as the contract's headers, made when somebody looks: most requests end without
 * (EXT-11).
 */
final class RawHeaders extends AbstractList<Header> implements RandomAccess {
    private final List<Field> fields;

    RawHeaders(List<Field> fields) {
        this.fields = fields;
    }

    @Override
    public Header get(int index) {
        Field field = fields.get(index);
        return new Header(field.name(), field.value());
    }

    @Override
    public int size() {
        return fields.size();
    }
}
