package gateway.server.call;

import org.jspecify.annotations.Nullable;

import java.io.Serial;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The map that an environ is: as {@link java.util.HashMap}, but without nulls (ENV-2), and with two
 * arrays in the place of an object for each entry.
 *
 * <p>Keys lie in the array at their hash or behind it, without a gap in between. What a client
 * chooses as names of headers can make them lie together, of which there are as many as fields of a
 * head at the most.
 */
final class EnvironMap extends AbstractMap<String, Object> {
    /** Room for the 24 keys of every request and as many headers before it grows. */
    private static final int INITIAL = 64;

    /** 2^32 by the golden ratio: spreads what differs in few bits. */
    private static final int SPREAD = 0x9E3779B9;

    private @Nullable String[] keys = new String[INITIAL];
    private @Nullable Object[] values = new Object[INITIAL];
    private int shift = Integer.numberOfLeadingZeros(INITIAL) + 1;
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String text && keys[find(text)] != null;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String text ? values[find(text)] : null;
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        Objects.requireNonNull(key, "ENV-2: a key of the environ is null");
        Objects.requireNonNull(value, "ENV-2: a value of the environ is null");
        int i = find(key);
        Object before = values[i];
        if (before == null) {
            if (++size > keys.length / 4 * 3) {
                grow();
                i = find(key);
            }
            keys[i] = key;
        }
        values[i] = value;
        return before;
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        if (!(key instanceof String text)) {
            return null;
        }
        int i = find(text);
        Object before = values[i];
        if (before != null) {
            removeAt(i);
        }
        return before;
    }

    @Override
    public void clear() {
        keys = new String[INITIAL];
        values = new Object[INITIAL];
        shift = Integer.numberOfLeadingZeros(INITIAL) + 1;
        size = 0;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new Entries();
    }

    /** Where the key is, or where it would be. */
    private int find(String key) {
        int last = keys.length - 1;
        int i = home(key);
        for (String there = keys[i]; there != null; there = keys[i]) {
            if (there.equals(key)) {
                break;
            }
            i = (i + 1) & last;
        }
        return i;
    }

    private int home(String key) {
        return (key.hashCode() * SPREAD) >>> shift;
    }

    private void grow() {
        @Nullable String[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new String[oldKeys.length * 2];
        values = new Object[oldKeys.length * 2];
        shift--;
        for (int i = 0; i < oldKeys.length; i++) {
            String key = oldKeys[i];
            if (key != null) {
                int place = find(key);
                keys[place] = key;
                values[place] = oldValues[i];
            }
        }
    }

    /** Leaves no gap between a key behind it and where that is looked for first. */
    private void removeAt(int index) {
        int last = keys.length - 1;
        int gap = index;
        for (int i = (gap + 1) & last; ; i = (i + 1) & last) {
            String key = keys[i];
            if (key == null) {
                break;
            }
            // How far it is from its home, and the gap from it.
            if (((i - home(key)) & last) >= ((i - gap) & last)) {
                keys[gap] = key;
                values[gap] = values[i];
                gap = i;
            }
        }
        keys[gap] = null;
        values[gap] = null;
        size--;
    }

    private final class Entries extends AbstractSet<Entry<String, Object>> {
        @Override
        public int size() {
            return size;
        }

        @Override
        public boolean contains(@Nullable Object entry) {
            return entry instanceof Map.Entry<?, ?> other
                    && other.getValue() != null
                    && other.getValue().equals(get(other.getKey()));
        }

        @Override
        public boolean remove(@Nullable Object entry) {
            if (!contains(entry)) {
                return false;
            }
            return entry instanceof Map.Entry<?, ?> other
                    && EnvironMap.this.remove(other.getKey()) != null;
        }

        @Override
        public void clear() {
            EnvironMap.this.clear();
        }

        /** Over what is there now: what is put or removed beside it does not disturb it. */
        @Override
        public Iterator<Entry<String, Object>> iterator() {
            List<Entry<String, Object>> entries = new ArrayList<>(size);
            for (int i = 0; i < keys.length; i++) {
                String key = keys[i];
                Object value = values[i];
                if (key != null && value != null) {
                    entries.add(new Slot(key, value));
                }
            }
            return new Walk(entries.iterator());
        }
    }

    /** One entry; what is set here is set in the map. */
    private final class Slot extends SimpleEntry<String, Object> {
        @Serial private static final long serialVersionUID = 1;

        Slot(String key, Object value) {
            super(key, value);
        }

        @Override
        public Object setValue(Object value) {
            Objects.requireNonNull(value, "ENV-2: a value of the environ is null");
            if (containsKey(getKey())) {
                put(getKey(), value);
            }
            return super.setValue(value);
        }
    }

    private final class Walk implements Iterator<Entry<String, Object>> {
        private final Iterator<Entry<String, Object>> entries;
        private @Nullable String last;

        Walk(Iterator<Entry<String, Object>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Entry<String, Object> next() {
            Entry<String, Object> entry = entries.next();
            last = entry.getKey();
            return entry;
        }

        @Override
        public void remove() {
            if (last == null) {
                throw new IllegalStateException("there is nothing to remove");
            }
            EnvironMap.this.remove(last);
            last = null;
        }
    }
}
