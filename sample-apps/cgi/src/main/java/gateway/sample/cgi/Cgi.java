package gateway.sample.cgi;

import gateway.api.Application;
import gateway.api.Environ;
import gateway.api.Header;
import gateway.api.Lifecycle;
import gateway.api.StartResponse;
import gateway.sample.cgi.ScriptAnswer.Document;
import gateway.sample.cgi.ScriptAnswer.LocalRedirect;
import gateway.toolkit.errors.HttpError;
import gateway.toolkit.errors.HttpException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests with what programs write, by the rules of the Common Gateway Interface 1.1 (RFC
 * 3875).
 *
 * <p>404 where there is no program, 403 where it may not be executed, 500 where the system cannot
 * start it, 502 where it writes no answer, 503 where too many run, 504 where it is silent for too
 * long. What else goes wrong after the head cuts the answer off.
 */
public final class Cgi implements Application, Lifecycle {
    private static final int MOST_REDIRECTS = 10;

    /** What is read, for nobody, of a body that has nowhere to go. */
    private static final long MOST_DISCARDED = 1024 * 1024;

    private Optional<Host> host = Optional.empty();

    /** What a start has made. */
    private record Host(CgiSettings settings, Processes processes, String path) {}

    /** Made for a server to start. */
    public Cgi() {}

    @Override
    public void start(Map<String, String> settings) {
        CgiSettings read = CgiSettings.of(settings);
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        host = Optional.of(new Host(read, new Processes(read), path));
    }

    @Override
    public void stop() {
        host.ifPresent(started -> started.processes().close());
    }

    @Override
    public Iterable<byte[]> call(Map<String, Object> environ, StartResponse startResponse)
            throws Exception {
        Host started =
                host.orElseThrow(() -> new IllegalStateException("LIFE-1: start comes first"));
        try {
            return answer(started, environ, startResponse, MOST_REDIRECTS);
        } catch (HttpException e) {
            return e.call(environ, startResponse);
        }
    }

    private static Iterable<byte[]> answer(
            Host host, Map<String, Object> environ, StartResponse startResponse, int redirects)
            throws IOException, InterruptedException {
        Script script =
                host.settings()
                        .scripts()
                        .find(Environ.scriptName(environ), Environ.pathInfo(environ));
        Conversation program = start(host, environ, script);
        boolean handedOver = false;
        Map<String, Object> next;
        try {
            ScriptHead head = ScriptHead.read(program, script.isNonParsedHeader());
            ScriptAnswer answer = ScriptAnswer.of(head);
            Optional<Map<String, Object>> request = redirected(environ, answer, redirects);
            if (request.isEmpty()) {
                Document document = document(answer);
                boolean isBodiless =
                        document.isBodiless() || Environ.method(environ).equals("HEAD");
                if (isBodiless) {
                    program.discard(MOST_DISCARDED);
                }
                startResponse.start(document.status(), document.headers());
                handedOver = !isBodiless;
                return isBodiless ? List.of() : new ScriptBody(program, document.length());
            }
            next = request.get();
            program.discard(MOST_DISCARDED);
        } catch (BadOutputException e) {
            program.log(String.valueOf(e.getMessage()));
            throw new HttpException(HttpError.BAD_GATEWAY);
        } catch (SilentProgramException e) {
            program.log(String.valueOf(e.getMessage()));
            throw new HttpException(HttpError.GATEWAY_TIMEOUT);
        } finally {
            if (!handedOver) {
                program.close();
            }
        }
        return answer(host, next, startResponse, redirects - 1);
    }

    /** The request that answers in place of this one; empty if this answer is for the client. */
    private static Optional<Map<String, Object>> redirected(
            Map<String, Object> environ, ScriptAnswer answer, int left) throws BadOutputException {
        if (!(answer instanceof LocalRedirect redirect)) {
            return Optional.empty();
        }
        if (left == 0) {
            throw new BadOutputException("more than " + MOST_REDIRECTS + " local redirects");
        }
        return LocalTarget.request(environ, redirect.target());
    }

    /** A local redirect to what is not ours is left to the client. */
    private static Document document(ScriptAnswer answer) {
        return answer instanceof LocalRedirect redirect
                ? new Document("302 Found", List.of(new Header("Location", redirect.target())), -1)
                : (Document) answer;
    }

    private static Conversation start(Host host, Map<String, Object> environ, Script script)
            throws IOException, InterruptedException {
        host.processes().enter();
        boolean started = false;
        try {
            RequestBody body = RequestBody.of(environ);
            ScriptProcess process = start(host, body, script);
            started = true;
            return new Conversation(body, host.processes(), process, host.settings().timeout());
        } finally {
            if (!started) {
                host.processes().leave();
            }
        }
    }

    private static ScriptProcess start(Host host, RequestBody body, Script script)
            throws IOException {
        try {
            String name = script.name().isEmpty() ? "/" : script.name();
            Map<String, String> variables =
                    MetaVariables.of(body.environ(), script, host.settings(), host.path());
            return host.processes().start(name, script.file(), variables, body.redirect());
        } finally {
            body.forgetName();
        }
    }
}
