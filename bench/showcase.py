"""Films the showcase prompts and writes one contact sheet each (eight frames) to docs/pictures.

    .venv/bin/python bench/showcase.py [--quality standard] [--size 640x360] [--only s01,s05] [--films DIR]

Prints a row per film: seconds of computing per second of film, laws and clauses that hold.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PROMPTS = {
    "s01": "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.",
    "s02": "A glass marble rolls down a wooden ramp and knocks over twelve dominoes, slow dolly in.",
    "s03": "A bowling ball hits ten pins; low angle, close to the lane.",
    "s04": "A steel pendulum swings past a tall white candle without touching it.",
    "s05": "Newton's cradle with five steel balls: two balls are lifted and let go.",
    "s06": "A blue car drives behind a brick building and comes out on the other side; the camera pans to follow it.",
    "s07": "A basketball and a tennis ball are dropped side by side from two metres onto a wooden floor.",
    "s11": "Five white dice are thrown on green felt, close-up.",
    "s12": "A perfume bottle stands on a dark mirror in a studio; the camera orbits once around it in eight seconds.",
    "s13": "An autumn leaf falls from a tree in still air.",
    "s14": "A row of houses along a street at dusk, street lamps lit, the camera cranes up to show the whole town.",
    "drone": "A ten-second drone move over a city at sunset.",
    "candle": "A candle-lit table in a slow dolly.",
    "vase": "a vase falls from a shelf and shatters",
    "leaf": "an autumn leaf falls in still air",
    "gyroscope": "a gyroscope precesses on its stand",
    "wrecking_ball": "a wrecking ball on a chain smashes a brick wall",
    "wooden_bridge": "a truck drives over a wooden bridge that breaks",
}
PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
FRAMES = 8
LIMIT = 400_000  # bytes of a sheet


def main() -> None:
    arguments = parse()
    for name, film in films(PROMPTS, arguments):
        sheet(film, PICTURES / f"{name}.jpg")


def films(prompts: dict[str, str], arguments: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Film prompts by name, those that are asked for, and print a row about each; yield names and film files."""
    import setpiece

    width, height = map(int, arguments.size.split("x"))
    form = setpiece.Format(quality=arguments.quality, width=width, height=height)
    print(f"{'film':10} {'s/film s':>9} {'laws':>8} {'clauses':>8}")
    for name in arguments.only.split(",") if arguments.only else prompts:
        begun = time.perf_counter()
        imagined = setpiece.imagine(prompts[name], seed=arguments.seed)
        take = setpiece.shoot(imagined, arguments.films / name, format=form)
        seconds = time.perf_counter() - begun
        found = json.loads((take.folder / "certificate.json").read_text())
        laws = [law["holds"] for law in found["laws"]]
        clauses = [clause["verdict"] == "holds" for clause in found["clauses"]]
        figures = f"{sum(laws):4}/{len(laws):<3} {sum(clauses):4}/{len(clauses):<3}"
        print(f"{name:10} {seconds / take.world.duration:9.1f} {figures}", flush=True)
        yield name, take.folder / "film.mp4"


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quality", default="standard", choices=["draft", "standard", "final"])
    parser.add_argument("--size", default="640x360")
    parser.add_argument("--only", default="", help="names, such as s01,s05")
    parser.add_argument("--films", type=Path, default=Path("films") / "showcase")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def sheet(film: Path, picture: Path) -> None:
    """Write eight frames of a film, evenly spaced, two to a row, as one JPEG under the limit."""
    import av

    with av.open(film) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    chosen = [frames[k] for k in np.linspace(0, len(frames) - 1, FRAMES).round().astype(int)]
    rows = [np.concatenate(chosen[k : k + 2], axis=1) for k in range(0, FRAMES, 2)]
    save(np.concatenate(rows), picture)


def save(image: NDArray[np.uint8], picture: Path) -> None:
    """Write a picture (H, W, 3) as the best JPEG under the limit."""
    from PIL import Image

    picture.parent.mkdir(parents=True, exist_ok=True)
    for quality in range(90, 40, -5):
        Image.fromarray(image).save(picture, quality=quality, optimize=True)
        if picture.stat().st_size < LIMIT:
            return


if __name__ == "__main__":
    main()
