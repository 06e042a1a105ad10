"""What edits cost against filming anew, and whether they leave alone what they cannot reach: S01 and S02.

Every edit starts from the same film, each in a process of its own, everything included. The share of the trace is
that of the whole film's trace in the same run. The last two columns must be 0: pixels and bodies that differ although
the edit cannot have reached them. Films and rows are kept in a folder; the same command goes on after the last row.

    python bench/edits.py [--seconds 4] [--size 640x360] [--quality standard,final] [--work bench-edits]
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
CASES = {
    "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.": (
        "make the ball blue",
        "paint the table green",
        "change the lighting to morning",
        "move the camera closer",
        "make the ball faster",
    ),
    "A glass marble rolls down a wooden ramp and knocks over twelve dominoes, slow dolly in.": (
        "make the last domino red",
        "make the last domino heavier",
        "make the marble steel",
    ),
}
HEAD = (
    f"{'edit':<32}{'wall s':>8}{'share':>7}{'trace s':>9}{'share':>7}{'pixels':>8}{'simulated':>11}"
    f"{'frames kept/part/whole':>24}{'undo s':>8}{'pixels!':>9}{'bodies!':>9}"
)


def run(*arguments: str) -> tuple[float, str]:
    """Run one command; return its wall time (s) and its output."""
    start = time.perf_counter()
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{arguments}: {done.stderr}")
    return time.perf_counter() - start, done.stdout


def full_trace(folder: Path, options: list[str], prompt: str) -> tuple[float, float]:
    """Film once to warm what is compiled and staged, then again from an empty store; return wall and trace time (s)."""
    run("film", prompt, "-o", str(folder), *options)
    code = (
        "import sys, json, shutil; from pathlib import Path; from setpiece import pipeline as p;"
        "from setpiece.take.store import Stopwatch; t = p.open_take(sys.argv[1]); w = Stopwatch();"
        "p.shoot(t.world, sys.argv[2], format=t.format, stopwatch=w); print(json.dumps(w.seconds))"
    )
    again = folder.with_name("again")
    start = time.perf_counter()
    command = [sys.executable, "-c", code, str(folder), str(again)]
    told = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=True).stdout
    wall = time.perf_counter() - start
    shutil.rmtree(again)
    return wall, json.loads(told)["trace"]


def row(folder: Path, sentence: str, wall_full: float, trace_full: float) -> str:
    """Edit a branch of a take, undo, and return a line of the table."""
    branch = folder.with_name("branch")
    shutil.rmtree(branch, ignore_errors=True)
    run("branch", str(folder), str(branch))
    wall, told = run("edit", str(branch), sentence, "--json")
    found = json.loads(told)
    undo = run("undo", str(branch))[0]
    shutil.rmtree(branch)
    redone, proof = found["redone"], found["proof"]
    trace = found["seconds"].get("trace", 0.0)
    frames = "/".join(str(redone[f"frames_{name}"]) for name in ("copied", "patched", "traced"))
    simulated = "{} of {}".format(*redone["segments"]["simulate"])
    outside = proof["raw"]["outside_that_differ"] + proof["finished"]["outside_that_differ"]
    return (
        f"{sentence:<32}{wall:>8.1f}{wall / wall_full:>7.0%}{trace:>9.1f}{trace / trace_full:>7.0%}"
        f"{redone['pixels_traced'] / max(1, redone['pixels']):>8.1%}{simulated:>11}{frames:>24}{undo:>8.2f}"
        f"{outside:>9}{proof['bodies_outside_that_differ']:>9}"
    )


class Kept:
    """Holds what has been measured, in a file that is written after every row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.rows = json.loads(path.read_text()) if path.exists() else {}

    def get(self, key: str, measure: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return what was measured under this key before, or measure it now."""
        if key not in self.rows:
            self.rows[key] = measure()
            self.path.write_text(json.dumps(self.rows, indent=1))
        return self.rows[key]


def table(work: Path, seconds: str, size: str, quality: str) -> None:
    """Measure what is missing of one quality, and print its table."""
    work.mkdir(parents=True, exist_ok=True)
    kept = Kept(work / "rows.json")
    options = ["--seconds", seconds, "--size", size, "--quality", quality]
    print(f"{seconds} s, {size}, {quality}, {os.cpu_count()} cores\n")
    for number, (prompt, sentences) in enumerate(CASES.items(), start=1):
        folder = work / f"case_{number}" / "film"
        wall, trace = kept.get(f"{number}: whole", lambda f=folder, p=prompt: full_trace(f, options, p))
        print(f"{prompt}\nfrom nothing: {wall:.1f} s, of it trace {trace:.1f} s\n{HEAD}", flush=True)
        for sentence in sentences:
            measure = partial(row, folder, sentence, wall, trace)
            print(kept.get(f"{number}: {sentence}", measure), flush=True)
        print()


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("seconds", "4"), ("size", "640x360"), ("quality", "standard,final"), ("work", WORK)):
        parser.add_argument(f"--{name}", default=default)
    chosen = parser.parse_args()
    for quality in chosen.quality.split(","):
        place = Path(chosen.work) / f"{chosen.seconds}s-{chosen.size}-{quality}"
        table(place, chosen.seconds, chosen.size, quality)


if __name__ == "__main__":
    main()
