"""Single frames for docs/pictures, each from a sentence: what places, light and styles can look like.

``python bench/posters.py [NAME ...] [--draft]`` renders all, or those named; ``--draft`` small and quickly, to look at.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from setpiece.world.document import World

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"height": 720, "width": 1280}
FINER = 1.5  # times as wide and high it is rendered as shown, so that leaves, grain and far windows are sharp
MOST_BYTES = 400_000
BEACH = {  # by path: nobody says it in a sentence, but a photographer would stand there, waves and ball before the sun
    "place.clear_radius": 3.0,
    "shot.eye": (-1.30, -2.45, 0.50),
    "shot.target": (0.82, 0.9, 0.42),
    "shot.focal_length": 50.0,
    "shot.f_number": 1.8,
    "shot.focus_distance": 2.62,
    "shot.exposure": 0.0142,
    "shot.bloom": 0.5,
    "shot.vignette": 0.3,
    "sky.elevation": 0.085,
    "sky.azimuth": 0.70,
    "bodies.beach_ball.rotation": (0.621119022, -0.340613657, 0.40072195, 0.581046827),
}
SNOW = {  # from the height of a child's eyes; the sun from the side, so that snow is modelled and shadows come past
    "place.clear_radius": 5.5,
    "bodies.snowman.rotation": (0.9975641, 0.0, 0.0, 0.0697565),
    "bodies.sled.position": (0.85, -0.35, 0.1369536),  # come from the right, whence its grooves lead in
    "bodies.sled.rotation": (-0.2419219, 0.0, 0.0, 0.9702957),
    "shot.eye": (1.2, -3.65, 0.78),
    "shot.target": (0.03, 0.27, 0.80),
    "shot.f_number": 8.0,
    "shot.focus_distance": 4.0,
    "shot.exposure": 0.0050,
    "shot.bloom": 0.3,
    "shot.vignette": 0.25,
    "sky.elevation": 0.60,
    "sky.azimuth": 4.66,
}
STREET = {
    "shot.eye": (7.35, -2.75, 0.40),  # low and nearly ahead, so that the wet road shows headlights, lamps and shops
    "shot.target": (-0.7, 1.05, 0.92),
    "shot.focal_length": 34.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 5.4,
    "shot.exposure": 0.95,
    "shot.bloom": 0.35,
    "shot.vignette": 0.3,
    "sky.elevation": -0.103,  # when the sky is as bright as what lamps light
}
FOREST = {  # the bench stands where the sun comes through, turned to the path; sun and bench by the beams they make
    "bodies.bench.materials.body": "weathered_wood",
    "bodies.bench.colors.body": (0.200, 0.170, 0.136),
    "bodies.bench.colors.frame": (0.045, 0.034, 0.026),
    "bodies.bench.position": (1.0, 0.6, 0.4296854924934541),  # beside the path
    "bodies.bench.rotation": (0.953717081, 0.0, 0.0, -0.300705386),
    "place.clear_radius": 2.6,
    "shot.eye": (-0.85, -4.0, 1.3),
    "shot.target": (-0.45, 6.0, 1.6),
    "shot.focal_length": 28.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 5.0,
    "shot.exposure": 0.055,
    "shot.bloom": 0.5,
    "shot.vignette": 0.3,
    "sky.elevation": 0.60,
    "sky.azimuth": 5.56,
    "sky.fog": 0.015,
}
BREAKFAST = (
    "A wine glass, a glass of orange juice, a cup of coffee, an apple, a pear and a plate stand on a table in a "
    "kitchen in the morning. A croissant lies on the plate. A napkin lies on the table."
)
KITCHEN = {  # laid by hand near the window; the sun comes in from the left, past one mullion, over all that stands
    "bodies.table.position": (-0.62, 0.0),
    "bodies.table.colors.body": (0.30, 0.175, 0.09),
    "bodies.wine_glass.position": (-0.74, -0.01),
    "bodies.wine_glass.params.filled": 0.45,
    "bodies.wine_glass.materials.drink": "poured_water",
    "bodies.glass_of_orange_juice.position": (-0.718, 0.19),
    "bodies.cup_of_coffee.position": (-0.923, 0.044),
    "bodies.cup_of_coffee.rotation": (0.5, 0.0, 0.0, -0.866025404),
    "bodies.apple.position": (-0.616, 0.30),
    "bodies.pear.position": (-0.729, 0.311),
    "bodies.plate.position": (-0.883, -0.176),
    "bodies.plate.params.crumbs": 70,
    "bodies.croissant.position": (-0.883, -0.172, 0.78673),
    "bodies.croissant.rotation": (0.953716951, 0.0, 0.0, 0.300705800),
    "bodies.napkin.position": (-0.60, -0.13),
    "bodies.napkin.rotation": (0.887010833, 0.0, 0.0, 0.461748613),
    "sky.elevation": 0.46,
    "sky.azimuth": 4.294,
    "shot.eye": (-0.10, -0.78, 1.02),
    "shot.target": (-0.84, 0.10, 0.86),
    "shot.focal_length": 50.0,
    "shot.f_number": 3.5,
    "shot.focus_distance": 1.02,
    "shot.exposure": 0.235,
    "shot.bloom": 0.3,
    "shot.vignette": 0.2,
}
PRODUCT = {
    "shot.eye": (0.165, -0.52, 0.095),
    "shot.target": (0.042, 0.013, 0.038),
    "shot.focal_length": 54.0,
    "shot.f_number": 8.0,
    "shot.focus_distance": 0.54,
    "shot.exposure": 0.46,
    "shot.vignette": 0.5,
    "shot.bloom": 0.35,
}
CITY = {  # over the southern quay and up the river, in the last of the blue hour, so that water shows what shines
    "shot.eye": (90.0, -262.0, 36.0),
    "shot.target": (-244.6, 109.6, 36.0),
    "shot.focal_length": 21.0,
    "shot.exposure": 2.2,
    "shot.bloom": 0.6,
    "shot.vignette": 0.3,
    "sky.kind": "clear",
    "sky.elevation": -0.232,
    "sky.azimuth": 5.38,
}
POSTERS: dict[str, tuple] = {  # name: sentence, the second of the film that is shown, and what is changed by path
    "kitchen": (BREAKFAST, 0.0, KITCHEN),
    "street": ("A red car with lit headlights is parked on a wet street at dusk, wide shot, low angle.", 0.0, STREET),
    "forest": ("A wide shot of a wooden bench on a forest path in the morning with light shafts.", 0.0, FOREST),
    "product": ("A perfume bottle stands on a dark mirror in a studio.", 0.0, PRODUCT),
    "snow": ("A snowman and a wooden sled stand on a snow field at noon.", 0.0, SNOW),
    "city": ("An aerial view of a city at night.", 0.0, CITY),
    "beach": ("A beach ball lies on a beach at sunrise.", 0.0, BEACH),
}


STYLED = "A red locomotive drives past a windmill on a meadow in the morning"
STYLES = ("cartoon style", "as a clay model", "papercraft", "as a blueprint")


STYLED_SHOT = {  # the engine beside the mill, large, and coming on
    "shot.eye": (19.0, -19.5, 2.0),
    "shot.target": (5.6, 0.8, 6.6),
    "shot.focal_length": 24.0,
}
STYLED_AT = 0.92  # s: the engine is clear of the mill


def styles(*, draft: bool = False) -> object:
    """Return one scene in four styles, two by two (Pillow); each is drawn at twice its size, so that lines are fine."""
    from PIL import Image

    sheet = Image.new("RGB", (SIZE["width"], SIZE["height"]))
    for k, words in enumerate(STYLES):
        picture = poster(f"{STYLED}, {words}.", STYLED_AT, STYLED_SHOT, draft=draft, quality="standard")
        picture = picture if draft else picture.reduce(2)
        sheet.paste(picture, (k % 2 * picture.width, k // 2 * picture.height))
    return sheet


def laid(world: World, changes: dict) -> World:
    """Return a world with values replaced by path; a position of two numbers keeps its height: it stands as it did."""
    from setpiece.pipeline import changed

    heights = {f"bodies.{body.id}.position": body.position[2] for body in world.bodies}
    return changed(world, {at: (*v, heights[at]) if at in heights and len(v) == 2 else v for at, v in changes.items()})


def poster(sentence: str, at: float, changes: dict | None = None, *, draft: bool = False, quality: str = "") -> object:
    """Return one frame of a sentence's film as a picture (Pillow), with values of its world replaced by path."""
    from PIL import Image

    from setpiece.physics.simulate import simulate
    from setpiece.pipeline import Format, imagine
    from setpiece.render.develop import develop
    from setpiece.take.picture import rig_of, scene_document
    from setpiece.world.document import FINISH

    world = laid(imagine(sentence, seconds=max(at, 1.0) + 1.0).world, changes or {})
    trajectory = simulate(world, int(at) + 2)
    size = {name: value // 2 if draft else int(FINER * value) for name, value in SIZE.items()}
    film = Format(**size, quality=quality or ("standard" if draft else "final"))
    rig = rig_of({"world": scene_document(world), "format": film.model_dump(mode="json"), "frames": []})
    finish = {name: getattr(world.shot, name) for name in FINISH}
    pose, frame = rig.posing(trajectory), round(at * film.fps)
    renderer, lines = rig.renderer(pose), rig.inking(trajectory)
    raw = renderer.trace(pose(frame))
    picture = Image.fromarray(develop(raw, rig.process({"finish": finish}), lines and lines(frame)))
    return picture if draft else picture.resize((SIZE["width"], SIZE["height"]), Image.Resampling.LANCZOS)


def main() -> None:
    """Render, and say how long each took."""
    draft = "--draft" in sys.argv
    for name in [word for word in sys.argv[1:] if not word.startswith("-")] or (*POSTERS, "styles"):
        start = time.perf_counter()
        picture = styles(draft=draft) if name == "styles" else poster(*POSTERS[name], draft=draft)
        path = PICTURES / f"poster_{name}.jpg"
        for quality in (95, 90, 85, 80, 70, 60):
            picture.save(path, quality=quality, subsampling=0)
            if path.stat().st_size < MOST_BYTES:
                break
        print(f"{name}: {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
