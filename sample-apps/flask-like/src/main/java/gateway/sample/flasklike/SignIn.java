package gateway.sample.flasklike;

import gateway.sample.flasklike.framework.Context;
import gateway.toolkit.response.Response;

import java.io.IOException;

/** Who somebody is, by a name in the session. */
final class SignIn {
    private SignIn() {}

    static Response login(Context c) throws IOException {
        String name = c.request().field("name").strip();
        if (name.isEmpty() || name.length() > 50) {
            c.flash("error", "A name has 1 to 50 characters.");
            return c.redirect("login");
        }
        c.session().put("user", name);
        c.flash("info", "Welcome, " + name + "!");
        return c.redirect("index");
    }

    static Response logout(Context c) {
        c.session().clear();
        return c.redirect("index");
    }

    static void require(Context c) {
        if (user(c).isEmpty()) {
            throw c.abort(c.redirect("login"));
        }
    }

    static String user(Context c) {
        return c.session().get("user").orElse("");
    }
}
