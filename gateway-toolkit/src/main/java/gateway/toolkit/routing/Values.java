package gateway.toolkit.routing;

/** Makes values comparable: whole numbers are {@code Long}s, others {@code Double}s. */
final class Values {
    private Values() {}

    static Object normal(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float number ? number.doubleValue() : value;
    }
}
