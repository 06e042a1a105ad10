"""Films ten sentences of three clauses each and writes one sheet, docs/pictures/ten.jpg: a row of four frames for each.

    .venv/bin/python bench/ten.py [--quality standard] [--size 640x360] [--only orange,taxi] [--films DIR]

Prints a row per film: seconds of computing per second of film, laws and clauses that hold. Films that are there already
are not filmed again.
"""

from pathlib import Path

import numpy as np
from showcase import PICTURES, films, parse, save

PROMPTS = {
    "tomato": "A tomato rolls along a kitchen counter, falls off its edge and bounces on the tiled floor.",
    "chest": "A treasure chest opens slowly on a beach at sunset, then it closes, slow dolly in.",
    "golf": "A golf ball rolls along a lawn, hits a flower pot and comes to rest beside it.",
    "candle": "A candle burns on a desk in an office at night, a tennis ball rolls off the desk and bounces on the "
    "wooden floor.",
    "puppy": "A green door opens and a puppy walks past it, then the door closes.",
    "hammer": "A hammer falls off a table in a workshop, hits a tin can and bounces on the floor.",
    "hoop": "A basketball is thrown into a hoop at dusk, falls onto the asphalt and bounces twice.",
    "bucket": "A blue bucket slides across the snow, hits a wooden barrel and comes to rest.",
    "duck": "A rubber duck slides down a ramp, hits a toy block and comes to rest.",
    "taxi": "A yellow taxi drives past a red mailbox on a street at night and the street lamps are lit.",
}
FRAMES = 4
WIDTH = 320  # pixels of one frame in the sheet


def main() -> None:
    rows = [row(film) for _, film in films(PROMPTS, parse())]
    if len(rows) == len(PROMPTS):
        save(np.concatenate(rows), PICTURES / "ten.jpg")


def row(film: Path) -> np.ndarray:
    """Return frames of a film, evenly spaced, side by side (height, width, 3)."""
    import av
    from PIL import Image

    with av.open(film) as container:
        frames = [frame.to_image() for frame in container.decode(video=0)]
    chosen = [frames[k] for k in np.linspace(0, len(frames) - 1, FRAMES).round().astype(int)]
    high = round(WIDTH * chosen[0].height / chosen[0].width)
    return np.concatenate([np.asarray(f.resize((WIDTH, high), Image.Resampling.LANCZOS)) for f in chosen], axis=1)


if __name__ == "__main__":
    main()
