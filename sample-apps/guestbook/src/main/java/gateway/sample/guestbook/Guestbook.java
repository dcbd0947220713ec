package gateway.sample.guestbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariDataSource;

import gateway.api.Application;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.toolkit.errors.HttpException;
import gateway.toolkit.files.SharedDataMiddleware;
import gateway.toolkit.request.Request;
import gateway.toolkit.response.Response;
import gateway.toolkit.routing.Routes;
import gateway.toolkit.routing.RoutingApplication;
import gateway.toolkit.routing.Rule;
import gateway.toolkit.routing.Site;
import gateway.toolkit.session.Session;
import gateway.toolkit.session.SessionMiddleware;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * A page with a form and what visitors wrote.
 *
 * <pre>
 *   GET /    the page                              200, or 503 while the database is gone
 *   POST /   token wrong ─→ 403 │ words wrong ─→ 422 │ database gone ─→ 503: the form, still filled
 *            else the entry is added ─→ 303 to the page, so that nothing is sent twice
 * </pre>
 */
public final class Guestbook implements Application, Lifecycle {
    private static final System.Logger LOG = System.getLogger(Guestbook.class.getName());

    private static final int SHOWN = 50;
    private static final int KEY = 32;
    private static final String TOKEN = "token";
    private static final String RETRY_SECONDS = "5";
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final String GONE =
            "The guestbook cannot be opened at the moment. Please try again in a few seconds.";
    private static final String NOT_KEPT =
            "The guestbook cannot be opened at the moment, so your entry may not have been kept."
                    + " Please try again in a few seconds.";
    private static final String STALE =
            "This form was too old, or not ours. If these are your words, please sign again.";

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();
    private final Application site;
    private Optional<HikariDataSource> pool = Optional.empty();
    private volatile Optional<Entries> entries = Optional.empty();

    /** Made by servers. */
    public Guestbook() {
        Rule<Application> show = Rule.<Application>of("/", answer(this::show)).methods("GET");
        Rule<Application> sign = Rule.<Application>of("/", answer(this::sign)).methods("POST");
        Application files =
                SharedDataMiddleware.exporting("/static", Guestbook.class, "guestbook-page")
                        .wrap(
                                SessionMiddleware.builder(bytes(KEY))
                                        .wrap(
                                                RoutingApplication.of(
                                                        Routes.<Application>builder()
                                                                .add(show)
                                                                .add(sign)
                                                                .build())));
        site = HttpException.answered().wrap(files);
    }

    Guestbook(DataSource database) {
        this();
        entries = Optional.of(new Entries(database, () -> {}));
    }

    @Override
    public void start(Map<String, String> settings) {
        HikariDataSource database = Database.open(settings);
        pool = Optional.of(database);
        // The pool looks at no connection that was used or made in the last half second.
        entries =
                Optional.of(
                        new Entries(
                                database,
                                () -> database.getHikariPoolMXBean().softEvictConnections()));
    }

    @Override
    public void stop() {
        pool.ifPresent(HikariDataSource::close);
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        return site.call(environ, startResponse);
    }

    private interface Answering {
        Response answer(Request request, Session session) throws Exception;
    }

    private static Application answer(Answering answering) {
        return (environ, startResponse) -> {
            try (Request request = Request.of(environ)) {
                return answering
                        .answer(request, SessionMiddleware.session(environ))
                        .call(environ, startResponse);
            }
        };
    }

    private Response show(Request request, Session session) throws Exception {
        return page(request, session, Entry.typed("", "", clock.instant()), Optional.empty(), 200);
    }

    private Response sign(Request request, Session session) throws Exception {
        Entry entry =
                Entry.typed(
                        request.form().fields().first("name").orElse(""),
                        request.form().fields().first("message").orElse(""),
                        clock.instant());
        if (!isOurs(request.form().fields().first(TOKEN).orElse(""), session)) {
            return page(request, session, entry, Optional.of(STALE), 403);
        }
        Optional<String> fault = entry.fault();
        if (fault.isPresent()) {
            return page(request, session, entry, fault, 422);
        }
        try {
            entries().add(entry);
        } catch (Entries.GoneException e) {
            LOG.log(System.Logger.Level.WARNING, "an entry was not added: " + e.getCause());
            return page(request, session, entry, Optional.of(NOT_KEPT), Optional.empty(), 503);
        }
        return Response.redirect(mount(request) + "/");
    }

    /** Only a page that this browser got from us knows what is in its cookie. */
    private static boolean isOurs(String token, Session session) {
        return session.get(TOKEN)
                .map(own -> MessageDigest.isEqual(own.getBytes(UTF_8), token.getBytes(UTF_8)))
                .orElse(false);
    }

    private Response page(
            Request request, Session session, Entry typed, Optional<String> notice, int status)
            throws Exception {
        try {
            List<Entry> latest = entries().latest(SHOWN);
            return page(request, session, typed, notice, Optional.of(latest), status);
        } catch (Entries.GoneException e) {
            LOG.log(System.Logger.Level.WARNING, "the entries were not read: " + e.getCause());
            return page(request, session, typed, Optional.of(GONE), Optional.empty(), 503);
        }
    }

    private Response page(
            Request request,
            Session session,
            Entry typed,
            Optional<String> notice,
            Optional<List<Entry>> latest,
            int status) {
        if (session.get(TOKEN).isEmpty()) {
            session.put(TOKEN, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(KEY)));
        }
        String token = session.get(TOKEN).orElseThrow();
        Response page =
                Response.html(new Page(mount(request), token, typed, notice, latest).html())
                        .withStatus(status)
                        .withHeader("Cache-Control", "no-store")
                        .withHeader("Content-Security-Policy", POLICY)
                        .withHeader("X-Content-Type-Options", "nosniff");
        return status == 503 ? page.withHeader("Retry-After", RETRY_SECONDS) : page;
    }

    /** As it stands in addresses: where the guestbook is, percent-encoded. */
    private static String mount(Request request) {
        return Site.of(request.environ()).rawScriptName();
    }

    private Entries entries() {
        return entries.orElseThrow(() -> new IllegalStateException("not started (LIFE-1)"));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
