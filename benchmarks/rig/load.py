"""The workloads, and how one is measured with wrk."""
import json
import os
import re
import resource
import shutil
import subprocess
import time

from rig.process import TICKS, Failed

LUA = os.path.join(os.path.dirname(os.path.abspath(__file__)), "load.lua")
ERRORS = ("connect", "read", "write", "timeout", "status")
LACKING = """wrk is needed to make load, and there is none on the PATH. To install it:
    apt-get install wrk        Debian, Ubuntu
    pacman -S wrk              Arch
    anywhere else: make, in a clone of https://github.com/wg/wrk, and put the file wrk on the PATH"""


class Workload:
    """What wrk asks for, on how many connections, with which words for load.lua."""

    def __init__(self, name, path, connections, about, *words):
        self.name, self.path, self.connections, self.about, self.words = name, path, connections, about, words

    @property
    def closes(self):
        """Whether the client asks for the end of the connection: then its end is no error."""
        return "close=1" in self.words

    @property
    def pipelines(self):
        """Whether requests are sent before the answers come: wrk takes no times then that mean anything."""
        return any(word.startswith("depth=") for word in self.words)


START = Workload("start", "", 0, "from nothing to the first answer; no load")
ALL = [
    Workload("plaintext", "/plaintext", 64, "13 octets"),
    Workload("plaintext-pipelined", "/plaintext", 64, "the same, 16 requests at a time", "depth=16"),
    Workload("json", "/json", 64, "a small object, made for each request"),
    Workload("echo-1k", "/echo", 64, "POST of 1 KiB, answered with the same", "body=1024"),
    Workload("echo-1m", "/echo", 16, "POST of 1 MiB, answered with the same", "body=1048576"),
    Workload("bytes-64k", "/bytes/65536", 64, "64 KiB from memory"),
    Workload("bytes-1m", "/bytes/1048576", 16, "1 MiB from memory"),
    Workload("stream-100", "/stream/100", 32, "100 blocks of 1 KiB, each flushed"),
    Workload("file-10k", "/file10k", 64, "a file of 10 KiB"),
    Workload("file-1m", "/file", 16, "a file of 1 MiB"),
    Workload("connection-close", "/plaintext", 64, "a connection for each request", "close=1"),
    Workload("keepalive-1", "/plaintext", 1, "one connection, for its latency"),
    Workload("sleep-50", "/sleep/50", 1000, "blocks for 50 ms: 20,000 requests/s is all there is"),
    START,
]


def require_wrk():
    """Ends the program if there is no wrk."""
    if not shutil.which("wrk"):
        raise SystemExit(LACKING)


def started(server):
    """The sample of a server that has just answered for the first time."""
    return {"start_ms": server.start_seconds * 1000, "cpu": server.cpu_seconds(), "rss": server.resident()}


def measured(server, workload, seconds):
    """The sample of one run of wrk: rates per second, times in milliseconds, memory in MiB."""
    begin, busy, stolen, own, cpu = time.monotonic(), _busy(), _stolen(), _own(), server.cpu_seconds()
    figures, wrk_cpu = _wrk(server, workload, seconds)
    server.require_alive()
    cpu, wall = server.cpu_seconds() - cpu, time.monotonic() - begin
    others = (_busy() - busy - (_own() - own) - cpu - wrk_cpu) / wall
    requests = figures["requests"]
    if requests == 0:
        raise Failed(f"answered nothing to {workload.name}")
    ignored = ("read",) if workload.closes else ()
    return {
        "rate": requests / figures["micros"] * 1e6,
        "cpu": cpu / requests * 1e5,
        "rss": server.resident(),
        "p50": figures["p50"] / 1000,
        "p99": figures["p99"] / 1000,
        "errors": {e: figures[e] for e in ERRORS if figures[e] and e not in ignored},
        "others": max(0.0, others),
        "stolen": (_stolen() - stolen) / wall,
    }


def _wrk(server, workload, seconds):
    """What load.lua has printed, and the seconds of CPU that wrk itself took."""
    words = ["wrk", "--threads", str(min(2, workload.connections)), "--connections", str(workload.connections),
             "--duration", f"{seconds}s", "--timeout", "10s", "--latency", "--script", LUA,
             f"http://127.0.0.1:{server.port}{workload.path}", "--", *workload.words]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                               start_new_session=True)
    try:
        printed = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    finally:
        if process.returncode is None:
            process.kill()
            process.wait()
        process.stdout.close()
    found = re.search(r"^figures (.*)$", printed, re.MULTILINE)
    if not found:
        raise Failed(f"wrk failed: {printed[-300:].strip()}")
    return json.loads(found.group(1)), usage.ru_utime + usage.ru_stime


def _busy():
    """Seconds of CPU that all processes have used so far."""
    with open("/proc/stat", encoding="ascii") as stat:
        user, nice, system, _, _, irq, softirq = (int(word) for word in stat.readline().split()[1:8])
    return (user + nice + system + irq + softirq) / TICKS


def _stolen():
    """Seconds of CPU that the machine below has given to others so far."""
    with open("/proc/stat", encoding="ascii") as stat:
        return int(stat.readline().split()[8]) / TICKS


def _own():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
