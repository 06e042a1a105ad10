"""How long a film takes, stage by stage: the README's example, 4 s at 640x360 and 24 fps, in fresh folders.

Prints a table of seconds of computing per second of film, everything included from the start of the process, then
the peak of memory, the second run that finds everything done, the time of ``--help``, and which bounds hold.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SRC = Path(__file__).parents[1] / "src"
PROMPT = "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset."
SECONDS = 4
PER_FILM_SECOND = {"draft": 2.5, "standard": 9.0}  # s
HELP_SECONDS, CACHED_SECONDS, MEMORY_GIB = 0.3, 2.0, 2.0
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(SRC)}
PROGRAM = [sys.executable, "-c", "from setpiece.cli import main; main()"]


def film(folder: str, quality: str) -> None:
    """Film once in this process, and print the seconds of every stage and the peak of memory as JSON."""
    from setpiece.pipeline import Format, imagine, shoot
    from setpiece.take.store import Stopwatch

    watch = Stopwatch()
    with watch.stage("imagine"):
        imagined = imagine(PROMPT, seconds=SECONDS)
    shoot(imagined, folder, format=Format(quality=quality), stopwatch=watch)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"stages": watch.seconds, "memory": peak}))


def timed(command: list[str]) -> tuple[float, str]:
    """Return the wall time (s) and the output of a command that must not fail with a traceback."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return seconds, done.stdout


def main() -> None:
    """Measure, and print."""
    columns, bounds = {}, {}
    with tempfile.TemporaryDirectory() as place:
        for quality, bound in PER_FILM_SECOND.items():
            folder = str(Path(place) / quality)
            wall, out = timed([sys.executable, __file__, folder, quality])
            told = json.loads(out)
            stages = told["stages"]
            column = {**stages, "start and rest": wall - sum(stages.values()), "in all": wall}
            columns[quality] = {name: seconds / SECONDS for name, seconds in column.items()}
            options = ["-o", folder, "--quality", quality, "--seconds", str(SECONDS)]
            again = timed([*PROGRAM, "film", PROMPT, *options])[0]
            columns[quality] |= {"peak memory (GiB)": told["memory"], "second run (s)": again}
            bounds[f"{quality} <= {bound:g} s per film second"] = wall / SECONDS <= bound
            bounds[f"{quality} memory < {MEMORY_GIB:g} GiB"] = told["memory"] < MEMORY_GIB
            bounds[f"{quality} second run < {CACHED_SECONDS:g} s"] = again < CACHED_SECONDS
    shortest = min(timed([*PROGRAM, "--help"])[0] for _ in range(5))
    bounds[f"help <= {HELP_SECONDS:g} s"] = shortest <= HELP_SECONDS

    print(f"{'s per film second':<20}" + "".join(f"{quality:>12}" for quality in columns))
    for name in dict.fromkeys(name for column in columns.values() for name in column):
        print(f"{name:<20}" + "".join(f"{column.get(name, 0):>12.2f}" for column in columns.values()))
    print(f"{'--help (s)':<20}{shortest:>12.2f}")
    print("; ".join(f"{bound}: {'holds' if kept else 'BROKEN'}" for bound, kept in bounds.items()))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        film(*sys.argv[1:])
    else:
        main()
