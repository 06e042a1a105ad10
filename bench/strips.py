"""Strips of edits, one picture each: ten on S02 by words and clicks and ten undos back, three on S06.

Prints for every edit what it cost and whether its proof holds, and after the undos whether the first film's hashes
are back. Writes ``docs/pictures/edits_s02.jpg`` and ``edits_s06.jpg``.

    python bench/strips.py [--size 320x180] [--quality draft]
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
PROGRAM = [sys.executable, "-c", "from setpiece.cli import main; main()"]
STRIPS = {
    "edits_s02": (
        "A glass marble rolls down a wooden ramp and knocks over twelve dominoes, slow dolly in.",
        ("4", 0.4),
        (
            "make the dominoes red",
            "make the last domino white",
            "make the marble steel",
            "paint the ramp dark blue",
            "make the marble faster",
            "make the last domino heavier",
            "change the lighting to sunset",
            "low angle",
            "use a 35 mm lens",
            "make this green @domino_1",
        ),
    ),
    "edits_s06": (
        "A blue car drives behind a brick building and comes out on the other side; the camera pans to follow it.",
        ("1.5", 0.2),
        ("make the car yellow", "make it faster", "change the lighting to sunset"),
    ),
}
COLUMNS, CAPTION = 4, 28  # panels in a row, px of words above each
# STRIPS: prompt, (length in s, share of it after which the picture is taken), sentences


def run(*arguments: str, codes: tuple[int, ...] = (0, 1)) -> tuple[float, str]:
    """Run one command; return its wall time (s) and its output."""
    start = time.perf_counter()
    done = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, env=ENVIRONMENT, check=False)
    if done.returncode not in codes:
        sys.exit(f"{arguments}: {done.returncode} {done.stderr}")
    return time.perf_counter() - start, done.stdout


def hashes(folder: Path) -> object:
    """Return what a take's provenance says of all its stages."""
    return json.loads((folder / "provenance.json").read_text())["stages"]


def pixel_of(folder: Path, thing: str) -> str:
    """Return the click on the middle of a thing at the start of the film."""
    import numpy as np

    from setpiece.camera.moves import viewer
    from setpiece.camera.view import project
    from setpiece.line import trajectory_of
    from setpiece.pipeline import open_take
    from setpiece.take.store import Store

    take = open_take(folder)
    with Store(take.store) as store:
        view = viewer(take.world, trajectory_of(take, store))(0.0)
    size = {"width": take.format.width, "height": take.format.height}
    (x, y), _ = project(view, np.array(take.world.body(thing).position), **size)
    return f"{x:.0f},{y:.0f}@0"


def told(folder: Path, sentence: str, *more: str) -> None:
    """Edit, and print a line."""
    wall, out = run("edit", str(folder), sentence, *more, "--json")
    found = json.loads(out)
    proof, redone = found["proof"], found["redone"]
    frames = "/".join(str(redone[f"frames_{name}"]) for name in ("copied", "patched", "traced"))
    pixels = proof["raw"]["outside_that_differ"] + proof["finished"]["outside_that_differ"]
    print(
        f"{sentence:<32}{wall:>7.1f} s  pixels traced {redone['pixels_traced'] / max(1, redone['pixels']):>6.1%}  "
        f"frames kept/part/whole {frames}  others that differ: {pixels} pixels, "
        f"{proof['bodies_outside_that_differ']} bodies",
        flush=True,
    )


def picture(folder: Path, share: float) -> Image.Image:
    """Return the frame of a film after a share of its length."""
    import av

    with av.open(str(folder / "film.mp4")) as film:
        frames = [frame.to_image() for frame in film.decode(film.streams.video[0])]
    return frames[int(share * len(frames))]


def strip(posters: list[Image.Image], words: list[str], path: Path) -> None:
    """Lay posters out row by row, each with what was said above it."""
    width, height = posters[0].size
    rows = -(-len(posters) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width, rows * (height + CAPTION)), "white")
    pen, font = ImageDraw.Draw(sheet), ImageFont.load_default(size=CAPTION * 0.6)
    for index, (poster, said) in enumerate(zip(posters, words, strict=True)):
        x, y = index % COLUMNS * width, index // COLUMNS * (height + CAPTION)
        pen.text((x + 8, y + CAPTION / 2), said, "black", font, anchor="lm")
        sheet.paste(poster, (x, y + CAPTION))
    sheet.save(path, quality=88)


def main() -> None:
    """Film, edit, undo, and write the strips."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="320x180")
    parser.add_argument("--quality", default="draft")
    parser.add_argument("--only", default="", choices=["", *STRIPS])
    chosen = parser.parse_args()
    for name, (prompt, (seconds, share), sentences) in STRIPS.items():
        if chosen.only not in ("", name):
            continue
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "film"
            film = ["--size", chosen.size, "--quality", chosen.quality, "--seconds", seconds]
            print(f"{prompt}\nfilmed in {run('film', prompt, '-o', str(folder), *film)[0]:.1f} s", flush=True)
            first = hashes(folder)
            posters = [picture(folder, share)]
            for sentence in sentences:
                words, _, thing = sentence.partition(" @")
                click = ["--click", pixel_of(folder, thing)] if thing else []
                told(folder, words, *click)
                posters.append(picture(folder, share))
            said = [sentence.replace(" @", ", a click on ") for sentence in ("the film", *sentences)]
            strip(posters, said, ROOT / "docs" / "pictures" / f"{name}.jpg")
            undos = [run("undo", str(folder))[0] for _ in sentences]
            back = "are the first film's" if hashes(folder) == first else "DIFFER from the first film's"
            print(f"{len(undos)} undos in {min(undos):.2f} to {max(undos):.2f} s: the hashes {back}\n", flush=True)


if __name__ == "__main__":
    main()
