package gateway.bench.peers.tomcat;

import gateway.bench.peers.common.Content;
import gateway.bench.peers.common.Endpoint;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.InputStream;

/** Every endpoint but the files. */
final class BenchServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final byte[] HELLO = Content.hello();
    private static final byte[] OK = Content.ok();
    private static final byte[] BLOCK = Content.block();
    private static final byte[] SMALL_BLOCK = Content.smallBlock();

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        switch (Endpoint.of(request.getRequestURI())) {
            case Endpoint.Plaintext() -> send(response, Content.TEXT, HELLO);
            case Endpoint.Json() -> send(response, Content.JSON, Content.json("Hello, World!"));
            case Endpoint.Echo() -> echo(request, response);
            case Endpoint.Bytes(int octets) -> {
                response.setContentType(Content.OCTETS);
                response.setContentLength(octets);
                Content.repeat(BLOCK, octets, response.getOutputStream());
            }
            case Endpoint.Stream(int blocks) -> {
                response.setContentType(Content.OCTETS);
                Content.stream(SMALL_BLOCK, blocks, response.getOutputStream());
            }
            case Endpoint.Sleep(int millis) -> {
                Content.sleep(millis);
                send(response, Content.TEXT, OK);
            }
            case Endpoint.File(String path) -> response.sendError(404);
        }
    }

    private static void send(HttpServletResponse response, String type, byte[] body)
            throws IOException {
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void echo(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setContentType(Content.OCTETS);
        long length = request.getContentLengthLong();
        InputStream in = request.getInputStream();
        ServletOutputStream out = response.getOutputStream();
        if (length < 0) {
            in.transferTo(out);
            return;
        }
        response.setContentLengthLong(length);
        // Tomcat ends the exchange with the last octet that is written: no read may follow it.
        byte[] buffer = new byte[(int) Math.min(length, 16 * 1024)];
        for (long left = length; left > 0; ) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("the body ends too early");
            }
            out.write(buffer, 0, count);
            left -= count;
        }
    }
}
