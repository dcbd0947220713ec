package gateway.sample.flasklike;

import static java.lang.System.Logger.Level.DEBUG;

import gateway.sample.flasklike.framework.App;
import gateway.sample.flasklike.framework.Blueprint;
import gateway.sample.flasklike.framework.Context;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.response.Response;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/** A board for notes, kept until it stops. Who says a name may leave some. */
public final class Board extends App {
    private final System.Logger log = System.getLogger("board");
    private final Deque<Note> notes = new ConcurrentLinkedDeque<>();

    /** All that it does, by path. */
    public Board() {
        super("board", Board.class);
        before(c -> c.g().put("user", c.session().get("user").orElse("")));
        after((c, answer) -> answer.withHeader("X-Frame-Options", "DENY"));
        teardown((c, failure) -> log.log(DEBUG, "{0} {1}", c.request().path(), failure));
        onError(404, (c, e) -> c.render("missing.html", "message", e.description()));
        get("/", "index", c -> c.render("index.html", "notes", notes));
        get("/hello/<name>", "hello", c -> "Hello, " + c.text("name") + "!\n");
        get("/login", "login", c -> c.render("login.html"));
        post("/login", "login", SignIn::login);
        post("/logout", "logout", SignIn::logout);

        Blueprint desk = new Blueprint("desk");
        desk.before(SignIn::require);
        desk.post(
                "/",
                "add",
                c -> keep(c, new Note(SignIn.user(c), c.request().field("text")), "index"));
        desk.onError(400, Board::refuse);
        register(desk, "/notes");

        Blueprint api = new Blueprint("api");
        api.get("/notes", "notes", c -> notes);
        api.post("/notes", "add", c -> keep(c, c.json(Note.class), ".notes"));
        api.onError(HttpException.class, (c, e) -> Map.of("error", e.description()));
        register(api, "/api");
    }

    private static Response refuse(Context c, HttpException e) {
        c.flash("error", e.description());
        return c.redirect("index");
    }

    private Response keep(Context c, Note note, String next) {
        notes.addFirst(note);
        if (notes.size() > 50) {
            notes.pollLast();
        }
        return c.redirect(next);
    }

    /** Serves it, at port 5000 unless told otherwise; {@code --debug} shows what fails. */
    public static void main(String[] words) throws Exception {
        int port = Integer.getInteger("port", 5000);
        new Board().run("127.0.0.1", port, List.of(words).contains("--debug"));
    }
}
