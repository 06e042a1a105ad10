"""What edits cost against filming anew, and whether they leave alone what they cannot reach: S01 and S02.

Every edit starts from the same film, each in a process of its own, everything included. The share of the trace is
that of the whole film's trace in the same run. ``touched`` is the share of pixels whose light meets what differs. The
columns with a mark must be 0: raw and finished pixels and bodies that differ although the edit cannot have reached
them, and bytes of depth, ids and motion that a change of light has changed (three frames). Films and rows are kept in a
folder, rows under the code they were measured with; the same command goes on after the last row.

    python bench/edits.py [--cases 1,2,3] [--edits 99] [--seconds 4] [--size 640x360] [--quality standard,final]
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

WORK = "bench-edits"
SRC = Path(__file__).parents[1] / "src"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SRC)}
PROGRAM = [sys.executable, "-c", "from setpiece.cli import main; main()"]
NIGHT = "A red rubber ball rolls past a lamp on a wooden table at night."
CASES = {
    "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.": (
        "make the ball blue",
        "paint the table green",
        "change the lighting to morning",
        "move the camera closer",
        "make it square",
        "make the ball faster",
    ),
    "A glass marble rolls down a wooden ramp and knocks over twelve dominoes, slow dolly in.": (
        "make the last domino red",
        "change the lighting to sunset",
        "make the last domino heavier",
        "make the marble steel",
    ),
    NIGHT: ("make the light of the lamp green", "make the ball blue"),
}
GROUPED = {NIGHT}  # filmed with light groups; what they cost is printed
RELIT = ("lighting", "light of")
HEAD = (
    f"{'edit':<34}{'wall s':>8}{'share':>7}{'trace s':>9}{'share':>7}{'traced':>8}{'touched':>9}{'simulated':>11}"
    f"{'frames kept/part/whole':>24}{'undo s':>8}{'raw!':>6}{'fin.!':>6}{'bodies!':>9}{'geometry!':>10}"
)
OPTIONS = ("--seconds", "4", "--size", "640x360", "--quality", "standard")
FILM = """
import json, sys, time
from setpiece import pipeline as p
from setpiece.take.store import Stopwatch
from setpiece.world.format import Format
prompt, folder, seconds, size, quality, groups = sys.argv[1:]
width, height = map(int, size.split("x"))
film = Format(width=width, height=height, quality=quality, light_groups=groups == "True")
imagined, watch = p.imagine(prompt, seconds=float(seconds)), Stopwatch()
start = time.perf_counter()
p.shoot(imagined, folder, format=film, stopwatch=watch)
print(json.dumps([time.perf_counter() - start, watch.seconds["trace"]]))
"""
GEOMETRY = """
import sys
from fractions import Fraction
from setpiece import pipeline as p
from setpiece.line import trajectory_of
from setpiece.take import history
from setpiece.take.layering import Layering
from setpiece.take.store import Store
take, found = p.open_take(sys.argv[1]), []
with Store(take.store) as store:
    trajectory = trajectory_of(take, store)
for number in (1, 2):
    made = Layering(history.world_of(take, number), take.framed, trajectory, actors=frozenset())
    wanted = frozenset({"depth", "position", "normal", "thing", "material", "motion_forward", "motion_backward"})
    last = int(take.world.duration * take.framed.fps) - 2
    found.append([{k: v.tobytes() for k, v in made.frame(n, wanted).arrays.items()} for n in (0, last // 2, last)])
print(sum(a[k] != b[k] for a, b in zip(*found) for k in a))
"""


def run(*arguments: str) -> tuple[float, str]:
    """Run one command; return its wall time (s) and its output."""
    start = time.perf_counter()
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: {done.stderr}")
    return time.perf_counter() - start, done.stdout


def full_trace(folder: Path, options: list[str], prompt: str) -> tuple[float, float]:
    """Film from an empty store, once all is compiled; return wall and trace time (s), without staging."""
    run("film", prompt, "-o", str(folder.with_name("warm")), "--seconds", "0.5", "--size", "96x54", *options[4:])
    command = [sys.executable, "-c", FILM, prompt, str(folder), *options[1:6:2], str(len(options) > len(OPTIONS))]
    told = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout
    wall, trace = json.loads(told)
    return wall, trace


def geometry_changed(folder: Path) -> int:
    """Return how many arrays of geometry of three frames differ between a take's first two versions."""
    command = [sys.executable, "-c", GEOMETRY, str(folder)]
    return int(subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout)


def row(folder: Path, sentence: str, wall_full: float, trace_full: float) -> str:
    """Edit a branch of a take, undo, and return a line of the table."""
    branch = folder.with_name("branch")
    shutil.rmtree(branch, ignore_errors=True)
    run("branch", str(folder), str(branch))
    wall, told = run("edit", str(branch), sentence, "--json")
    found = json.loads(told)
    undo = min(run(way, str(branch))[0] for way in ("undo", "redo", "undo"))
    geometry = geometry_changed(branch) if any(word in sentence for word in RELIT) else "-"
    shutil.rmtree(branch)
    redone, proof = found["redone"], found["proof"]
    trace = found["seconds"].get("trace", 0.0)
    frames = "/".join(str(redone[f"frames_{name}"]) for name in ("copied", "patched", "traced"))
    simulated = "{} of {}".format(*redone["segments"]["simulate"])
    raw, finished = proof["raw"], proof["finished"]
    return (
        f"{sentence:<34}{wall:>8.1f}{wall / wall_full:>7.0%}{trace:>9.1f}{trace / trace_full:>7.0%}"
        f"{redone['pixels_traced'] / max(1, redone['pixels']):>8.1%}{raw['could_differ'] / max(1, raw['pixels']):>9.1%}"
        f"{simulated:>11}{frames:>24}{undo:>8.2f}{raw['outside_that_differ']:>6}{finished['outside_that_differ']:>6}"
        f"{proof['bodies_outside_that_differ']:>9}{geometry:>10}"
    )


class Kept:
    """Holds what has been measured, in a file that is written after every row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = json.loads(path.read_text()) if path.exists() else {}

    def get(self, key: str, measure: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what was measured under this key before, or measure it now."""
        key = f"{CODE} {key}"
        if key not in self.rows:
            self.rows[key] = measure()
            self.path.write_text(json.dumps(self.rows, indent=1))
        return self.rows[key]


def code() -> str:
    """Return a stamp of the code that is measured."""
    from hashlib import blake2b

    stamp = blake2b(digest_size=6)
    for path in sorted(SRC.rglob("*.py")):
        stamp.update(path.read_bytes())
    return stamp.hexdigest()


CODE = code()


def table(work: Path, chosen: argparse.Namespace, quality: str) -> None:
    """Measure what is missing of one quality, and print its table."""
    work.mkdir(parents=True, exist_ok=True)
    kept = Kept(work / "rows.json")
    size = ["--seconds", chosen.seconds, "--size", chosen.size, "--quality", quality]
    print(f"{chosen.seconds} s, {chosen.size}, {quality}, {os.cpu_count()} cores\n")
    for number, (prompt, sentences) in enumerate(CASES.items(), start=1):
        if str(number) not in chosen.cases.split(","):
            continue
        folder = work / f"case_{number}-{CODE}" / "film"
        options = [*size, "--light-groups"] if prompt in GROUPED else size
        wall, trace = kept.get(f"{number}: whole", partial(full_trace, folder, options, prompt))
        print(f"{prompt}\nfrom nothing: {wall:.1f} s, of it trace {trace:.1f} s", flush=True)
        if prompt in GROUPED:
            plain = kept.get(f"{number}: plain", partial(full_trace, folder.with_name("plain"), size, prompt))
            print(f"without light groups: {plain[0]:.1f} s, of it trace {plain[1]:.1f} s")
        print(HEAD, flush=True)
        for sentence in sentences[: int(chosen.edits)]:
            measure = partial(row, folder, sentence, wall, trace)
            print(kept.get(f"{number}: {sentence}", measure), flush=True)
        print()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (
        ("seconds", "4"),
        ("size", "640x360"),
        ("quality", "standard,final"),
        ("cases", "1,2,3"),
        ("edits", "99"),
        ("work", WORK),
    ):
        parser.add_argument(f"--{name}", default=default)
    chosen = parser.parse_args()
    for quality in chosen.quality.split(","):
        place = Path(chosen.work) / f"{chosen.seconds}s-{chosen.size}-{quality}"
        table(place, chosen, quality)


if __name__ == "__main__":
    main()
