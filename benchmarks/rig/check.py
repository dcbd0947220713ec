"""Whether a server answers every endpoint as the others do: only then can they be compared."""
import http.client
import socket

ALPHABET = bytes(ord("a") + i % 26 for i in range(1 << 20))
BLOCK = ALPHABET[:64 * 1024]


def files():
    """What the endpoints for files serve: names and content."""
    return {"file": ALPHABET, "file10k": ALPHABET[:10 * 1024]}


def faults(server):
    """Asks for everything; a line for each thing that is wrong."""
    found = []
    for name, ask in QUESTIONS.items():
        try:
            fault = ask(server)
        except (OSError, http.client.HTTPException) as e:
            fault = f"{type(e).__name__}: {e}"
        if fault:
            found.append(f"{name}: {fault}")
    return found


def _answered(path, content, media="", sized=True, method="GET", body=None):
    """Asks twice on one connection.

    :param sized: whether the answer has a length; None where both are right
    """
    def ask(server):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        try:
            for _ in range(2):
                # An iterator has no length, so it is sent in chunks.
                connection.request(method, path, body() if callable(body) else body)
                response = connection.getresponse()
                fault = _fault(response, content, media, sized)
                if fault:
                    return fault
            return ""
        finally:
            connection.close()
    return ask


def _fault(response, content, media, sized):
    got = response.read()
    length = response.getheader("Content-Length")
    if response.status != 200:
        return f"status {response.status}"
    if got != content:
        return f"{len(got)} octets, other than the {len(content)} expected"
    if media and (response.getheader("Content-Type") or "").partition(";")[0] != media:
        return f"Content-Type {response.getheader('Content-Type')}"
    if response.getheader("Date") is None:
        return "no Date"
    if sized and length != str(len(content)):
        return f"Content-Length {length}"
    if sized is False and response.getheader("Transfer-Encoding") != "chunked":
        return "not in chunks"
    return ""


def _pipelined(server):
    """Sixteen requests at once."""
    one = f"GET /plaintext HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode()
    got = b""
    with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
        connection.sendall(one * 16)
        while got.count(b"Hello, World!") < 16 and (more := connection.recv(64 * 1024)):
            got += more
    answers = got.count(b"HTTP/1.1 200")
    return "" if answers == 16 else f"{answers} answers to 16 requests"


QUESTIONS = {
    "/plaintext": _answered("/plaintext", b"Hello, World!", "text/plain"),
    "/plaintext, 16 at a time": _pipelined,
    "/json": _answered("/json", b'{"message":"Hello, World!"}', "application/json"),
    "/echo": _answered("/echo", ALPHABET[:1024], method="POST", body=ALPHABET[:1024]),
    "/echo of 1 MiB": _answered("/echo", ALPHABET, method="POST", body=ALPHABET),
    "/echo of chunks": _answered("/echo", BLOCK * 3, sized=None, method="POST", body=lambda: iter([BLOCK] * 3)),
    "/bytes/65536": _answered("/bytes/65536", BLOCK),
    "/bytes/1048576": _answered("/bytes/1048576", BLOCK * 16),
    "/bytes/100001": _answered("/bytes/100001", (BLOCK * 2)[:100001]),
    "/stream/100": _answered("/stream/100", ALPHABET[:1024] * 100, sized=False),
    "/sleep/5": _answered("/sleep/5", b"ok"),
    "/file": _answered("/file", ALPHABET),
    "/file10k": _answered("/file10k", ALPHABET[:10 * 1024]),
}
