"""The servers: how each is built and with what words it is started."""
import os
import subprocess
import sys

from rig import jdk

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TOP = os.path.dirname(HERE)
PEERS = os.path.join(HERE, "peers")


class Gateway:
    """The container of this checkout, started as anybody starts it."""

    name = "gateway"
    about = "this checkout, by ./gateway run bench"

    def build(self, home):
        """Whatever the launcher is asked, it first builds what is older than its sources."""
        subprocess.run([TOP + "/gateway", "run", "bench", "--help"], check=True, stdout=subprocess.DEVNULL,
                       env=dict(os.environ, JAVA_HOME=home))

    def command(self, home, java_options, port, files, work):
        """The words, and what the environment has beside ours."""
        # The launcher replaces itself with the VM, which so has the process id that is measured.
        return ([TOP + "/gateway", "run", "bench", "--bind", f"127.0.0.1:{port}"],
                {"GATEWAY_JAVA_OPTS": " ".join(java_options), "JAVA_HOME": home,
                 "BENCH_FILES": files, "TMPDIR": work})


class Peer:
    """A module of the folder peers."""

    def __init__(self, name, main, about, options=()):
        self.name, self.main, self.about, self.options = name, main, about, list(options)

    def build(self, home):
        """Builds it unless its jar is newer than its sources."""
        jar = self._jar()
        sources = [PEERS + "/pom.xml"]
        for module in ("common", self.name):
            for folder, folders, names in os.walk(os.path.join(PEERS, module)):
                folders[:] = [f for f in folders if f != "target"]
                sources += [os.path.join(folder, name) for name in names]
        if os.path.exists(jar) and all(os.path.getmtime(source) < os.path.getmtime(jar) for source in sources):
            return
        print(f"Building {self.name} …", file=sys.stderr, flush=True)
        # Standard output is for the tables: no colours of Maven's.
        subprocess.run(["mvn", "-B", "-q", "-Dstyle.color=never", "-f", PEERS + "/pom.xml", "-pl", self.name, "-am",
                        "package"], check=True, env=dict(os.environ, JAVA_HOME=home), stdin=subprocess.DEVNULL)
        os.utime(jar)  # Maven leaves a jar alone whose content did not change.

    def command(self, home, java_options, port, files, work):
        """As in Gateway."""
        class_path = f"{self._jar()}:{PEERS}/{self.name}/target/lib/*"
        return ([home + "/bin/java", *java_options, *self.options, f"-Djava.io.tmpdir={work}", "-cp", class_path,
                 f"gateway.bench.peers.{self.name}.{self.main}", str(port), files], {})

    def _jar(self):
        return f"{PEERS}/{self.name}/target/peer-{self.name}.jar"


ALL = [
    Gateway(),
    Peer("jetty", "Jetty", "its Handler API, on virtual threads"),
    Peer("tomcat", "TomcatPeer", "a servlet, on virtual threads"),
    Peer("undertow", "UndertowPeer", "its handler API, on the IO thread"),
    Peer("helidon", "Helidon", "SE, a virtual thread for each connection"),
    # What Netty wants on a JDK this new; without, it warns and falls back.
    Peer("netty", "Netty", "its codec and a handler, on the event loop",
         ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED", "-Dio.netty.tryReflectionSetAccessible=true"]),
    Peer("jdk", "Jdk", "com.sun.net.httpserver, on virtual threads"),
]


def build(servers):
    """Builds each; the folder of the JDK that they run on."""
    home = jdk.home()
    for server in servers:
        try:
            server.build(home)
        except FileNotFoundError as missing:
            raise SystemExit(f"{missing.filename} is needed to build {server.name}") from missing
        except subprocess.CalledProcessError as failed:
            raise SystemExit(f"{server.name} could not be built") from failed
    return home
