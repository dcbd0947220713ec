package gateway.sample.flasklike.framework;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;

import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The templates in the folder {@code templates} beside a class. Whatever they show is escaped. */
final class Templates {
    /**
     * What templates may ask of the request that they answer, besides the values they are given.
     */
    interface Page {
        /** {@code url('endpoint', name='value')}. */
        String url(String endpoint, Map<String, ?> arguments);

        /** {@code flashes()}. */
        List<Flash> flashes();

        /** {@code g}. */
        Map<String, Object> g();
    }

    private static final String PAGE = "page of the request";

    private final PebbleEngine engine;

    Templates(Class<?> home) {
        ClasspathLoader loader = new ClasspathLoader(home.getClassLoader());
        loader.setPrefix(home.getPackageName().replace('.', '/') + "/templates");
        engine =
                new PebbleEngine.Builder()
                        .loader(loader)
                        .extension(new Functions())
                        .strictVariables(true)
                        .build();
    }

    String render(String name, Map<String, ?> values, Page page) throws IOException {
        Map<String, Object> all = new HashMap<>(values);
        all.put("g", page.g());
        all.put(PAGE, page);
        StringWriter text = new StringWriter();
        engine.getTemplate(name).evaluate(text, all);
        return text.toString();
    }

    private static final class Functions extends AbstractExtension {
        @Override
        public Map<String, Function> getFunctions() {
            return Map.of(
                    "url",
                    new PageFunction((page, all) -> page.url(endpoint(all), arguments(all))),
                    "flashes",
                    new PageFunction((page, all) -> page.flashes()));
        }

        private static String endpoint(Map<String, Object> all) {
            return String.valueOf(all.get("0"));
        }

        private static Map<String, ?> arguments(Map<String, Object> all) {
            Map<String, Object> named = new HashMap<>(all);
            named.remove("0");
            return named;
        }
    }

    private interface Call {
        Object of(Page page, Map<String, Object> arguments);
    }

    private record PageFunction(Call call) implements Function {
        @Override
        public List<String> getArgumentNames() {
            return List.of(); // Any: the first is "0".
        }

        @Override
        public Object execute(
                Map<String, Object> args, PebbleTemplate self, EvaluationContext c, int line) {
            return call.of((Page) c.getVariable(PAGE), args);
        }
    }
}
