"""How long a film takes, stage by stage: the README's example, 4 s at 640x360 and 24 fps, in fresh folders.

Prints a table of seconds of computing per second of film, everything included from the start of the process (the
middle one of three runs, after one that compiles what is kept between runs), then the peak of memory, the second
run that finds everything done, what of it the denoiser alone takes, the time of ``--help``, and which bounds hold.
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
sys.path.insert(0, str(SRC))
PROMPT = "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset."
SECONDS = 4
RUNS = 3
PER_FILM_SECOND = {"draft": 2.5, "standard": 9.0}  # s
HELP_SECONDS, CACHED_SECONDS, MEMORY_GIB = 0.3, 2.0, 2.0
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(SRC)}
PROGRAM = [sys.executable, "-c", "from setpiece.cli import main; main()"]


def film(folder: str, quality: str) -> None:
    """Film once in this process, and print the seconds of every stage and the peak of memory as JSON."""
    from setpiece.cli import leave, tune

    tune()
    from setpiece.pipeline import Format, imagine, shoot
    from setpiece.take.store import Stopwatch

    watch = Stopwatch()
    with watch.stage("imagine"):
        imagined = imagine(PROMPT, seconds=SECONDS)
    shoot(imagined, folder, format=Format(quality=quality), stopwatch=watch)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps({"stages": watch.seconds, "memory": peak}))
    leave(0)


def timed(command: list[str]) -> tuple[float, str]:
    """Return the wall time (s) and the output of a command that must not fail with a traceback."""
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, check=False)
    seconds = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return seconds, done.stdout


def denoising(shrink: int) -> float:
    """Return the seconds that the denoiser takes for a frame on this machine: no film is faster than that."""
    import numpy as np

    from setpiece.render.denoise import Denoiser

    shape = (360 // shrink, 640 // shrink, 3)
    image = np.random.default_rng(0).random(shape).astype(np.float16)
    denoiser, times = Denoiser(height=shape[0], width=shape[1]), []
    for _ in range(9):
        start = time.perf_counter()
        denoiser(image, image, image, scale=1.0)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def main() -> None:
    """Measure, and print."""
    from setpiece.render.quality import QUALITIES

    columns, bounds = {}, {}
    with tempfile.TemporaryDirectory() as place:
        timed([sys.executable, __file__, f"{place}/compiled", "draft"])
        for quality, bound in PER_FILM_SECOND.items():
            folder = f"{place}/{quality}_0"
            runs = [timed([sys.executable, __file__, f"{place}/{quality}_{k}", quality]) for k in range(RUNS)]
            wall, out = sorted(runs)[RUNS // 2]
            told = json.loads(out)
            stages = told["stages"]
            beside = stages.pop("sound")
            column = {**stages, "start and rest": wall - sum(stages.values()), "in all": wall, "(sound beside)": beside}
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
    floors = [24 * denoising(QUALITIES[quality].shrink) for quality in PER_FILM_SECOND]
    print(f"{'denoiser alone':<20}" + "".join(f"{floor:>12.2f}" for floor in floors))
    print(f"{'--help (s)':<20}{shortest:>12.2f}")
    print("; ".join(f"{bound}: {'holds' if kept else 'BROKEN'}" for bound, kept in bounds.items()))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        film(*sys.argv[1:])
    else:
        main()
