"""What came out, as tables in Markdown."""
import datetime
import os
import platform
import re
import statistics
import subprocess

from rig import jdk
from rig.load import START

RATE = ("requests/s", "rate", "{:,.0f}")
MEMORY = ("MiB", "rss", "{:.0f}")
LOADED = [RATE, ("CPU s/100k", "cpu", "{:.2f}"), MEMORY, ("p50 ms", "p50", "{:.2f}"), ("p99 ms", "p99", "{:.2f}")]
PIPELINED = LOADED[:3]
STARTED = [("ms", "start_ms", "{:.0f}"), ("CPU s", "cpu", "{:.2f}"), MEMORY]
MUCH = 0.15
"""Cores that others used or the machine below took, from where on it is told."""


def machine(home):
    """A line about what it was measured on."""
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as cpus:
        model = re.search(r"^model name\s*:\s*(.*)$", cpus.read(), re.MULTILINE)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return (f"{datetime.date.today()}, {os.cpu_count()} × {model.group(1) if model else platform.machine()}, "
            f"{memory:.0f} GiB, Linux {platform.release()}, JDK {jdk.version(home)}, commit {_commit()}")


def _commit():
    folder = os.path.dirname(os.path.abspath(__file__))
    try:
        return subprocess.run(["git", "describe", "--always", "--dirty"], cwd=folder, check=True, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def table(workload, samples, baseline, rounds):
    """Medians over the rounds, and their ratios to those of the baseline.

    :param samples: by server, one for each round that went well
    """
    columns = STARTED if workload is START else PIPELINED if workload.pipelines else LOADED
    head = ["server"]
    for i, (title, _, _) in enumerate(columns):
        head += [f"{title} (min–max)" if i == 0 else title, f"× {baseline}"]
    rows = [head + ["notes"], ["---"] + ["---:"] * (len(head) - 1) + ["---"]]
    for server, got in samples.items():
        row = [server]
        for i, (_, key, form) in enumerate(columns):
            row += [_spread(got, key, form) if i == 0 else _shown(_median(got, key), form),
                    _ratio(_median(got, key), _median(samples.get(baseline, []), key))]
        rows.append(row + [_notes(got, rounds)])
    title = f"### {workload.name}\n\n{workload.about[0].upper()}{workload.about[1:]}"
    if workload.connections:
        title += f"; {workload.connections} connection{'s' if workload.connections > 1 else ''}"
    return title + ".\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n"


def brief(sample):
    """One sample in a line."""
    columns = STARTED if "start_ms" in sample else LOADED
    return ", ".join([f"{form.format(sample[key])} {title}" for title, key, form in columns] + _remarks([sample]))


def _median(got, key):
    return statistics.median(sample[key] for sample in got) if got else None


def _shown(value, form):
    return "–" if value is None else form.format(value)


def _spread(got, key, form):
    text = _shown(_median(got, key), form)
    if len(got) < 2:
        return text
    values = [sample[key] for sample in got]
    return f"{text} ({form.format(min(values))}–{form.format(max(values))})"


def _ratio(value, base):
    return "–" if value is None or not base else f"{value / base:.2f}"


def _notes(got, rounds):
    failed = [f"failed {rounds - len(got)} of {rounds}"] if len(got) < rounds else []
    return ", ".join(failed + _remarks(got))


def _remarks(got):
    errors = {}
    for sample in got:
        for kind, count in sample.get("errors", {}).items():
            errors[kind] = errors.get(kind, 0) + count
    remarks = [f"{count} {kind} errors" for kind, count in errors.items()]
    for key, says in (("others", "others used"), ("stolen", "the machine below took")):
        much = max((sample.get(key, 0) for sample in got), default=0)
        if much > MUCH:
            remarks.append(f"{says} {much:.1f} cores")
    return remarks
