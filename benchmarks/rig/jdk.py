"""Where a JDK 25 is, by the same rules as the launcher."""
import glob
import os
import re
import shutil

USUAL = ["/usr/lib/jvm/*", "/usr/java/*", "/opt/*jdk*", "~/.sdkman/candidates/java/*", "~/.jdks/*"]


def home():
    """The folder of a JDK 25: that of JAVA_HOME, the one on PATH, or one in the usual folders."""
    candidates = [os.environ.get("JAVA_HOME", "")]
    on_path = shutil.which("java")
    if on_path:
        candidates.append(os.path.dirname(os.path.dirname(os.path.realpath(on_path))))
    for pattern in USUAL:
        candidates += sorted(glob.glob(os.path.expanduser(pattern)))
    for candidate in candidates:
        if version(candidate).split(".")[0] == "25" and os.access(candidate + "/bin/javac", os.X_OK):
            return candidate
    raise SystemExit("no JDK 25 was found on this machine: install one (any vendor), or set JAVA_HOME to it")


def version(folder):
    """What the release file of a JDK says, such as 25.0.1; "" if there is none."""
    try:
        with open(os.path.join(folder, "release"), encoding="utf-8") as release:
            found = re.search(r'^JAVA_VERSION="([^"]*)"', release.read(), re.MULTILINE)
    except OSError:
        return ""
    return found.group(1) if found else ""
