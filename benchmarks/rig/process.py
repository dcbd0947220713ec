"""A server that runs, as one process, and what the system says about it."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 60
"""Seconds for the first answer."""


class Failed(Exception):
    """A server did not do what is needed to measure it; the text says what."""


class Running:
    """Starts a server on a free port of 127.0.0.1, waits for its first answer, and ends it when the block is left."""

    def __init__(self, server, home, java_options, files):
        self.name = server.name
        self.port = _free_port()
        self.work = tempfile.mkdtemp(prefix="gateway-bench-")
        self._process = None
        words, more = server.command(home, java_options, self.port, files, self.work)
        environment = {k: v for k, v in os.environ.items() if k not in 
                       ("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")}
        self._words, self._environment = words, dict(environment, **more)

    def __enter__(self):
        try:
            with open(self.work + "/output", "wb") as output:
                begin = time.monotonic()
                # In a session of its own: Ctrl-C is for this script, which then ends it.
                self._process = subprocess.Popen(self._words, env=self._environment, cwd=self.work, stdout=output,
                                                 stderr=output, stdin=subprocess.DEVNULL, start_new_session=True)
            self._await_answer(begin)
            self.start_seconds = time.monotonic() - begin
            return self
        except BaseException:
            self._stop()
            raise

    def __exit__(self, *_):
        self._stop()

    def _await_answer(self, begin):
        request = f"GET /plaintext HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode()
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                    connection.sendall(request)
                    if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                        return
            except OSError:
                pass
            if self._process.poll() is not None:
                raise Failed(f"ended with {self._process.returncode}: {self._last_words()}")
            if time.monotonic() - begin > PATIENCE:
                raise Failed(f"did not answer within {PATIENCE} s: {self._last_words()}")
            time.sleep(0.002)

    def _last_words(self):
        with open(self.work + "/output", errors="replace", encoding="utf-8") as output:
            return output.read()[-500:].strip()

    def _stop(self):
        before = {s: signal.signal(s, signal.SIG_IGN) for s in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)}
        try:
            if self._process is not None:
                # The whole session: the launcher may have something run that it waits for.
                self._signal(signal.SIGTERM)
                try:
                    self._process.wait(5)
                except subprocess.TimeoutExpired:
                    self._signal(signal.SIGKILL)
                    self._process.wait()
            shutil.rmtree(self.work, ignore_errors=True)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _signal(self, number):
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            pass

    def require_alive(self):
        """Raises Failed if the process has ended."""
        if self._process.poll() is not None:
            raise Failed(f"ended with {self._process.returncode}: {self._last_words()}")

    def cpu_seconds(self):
        """User and system time so far, with what a launcher's commands took."""
        with open(f"/proc/{self._process.pid}/stat", encoding="ascii", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return sum(int(field) for field in fields[11:15]) / TICKS

    def resident(self):
        """MiB of memory that are resident now."""
        with open(f"/proc/{self._process.pid}/status", encoding="ascii", errors="replace") as status:
            for line in status:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
        raise Failed("its memory cannot be read")


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
