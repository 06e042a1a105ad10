"""Single frames for docs/pictures, each from a sentence: what places, light and styles can look like.

``python bench/posters.py [NAME ...] [--draft]`` renders all, or those named; ``--draft`` small and quickly, to look at.
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "src"))
PICTURES = ROOT / "docs" / "pictures"
SIZE = {"height": 720, "width": 1280}
FINER = 1.5  # times as wide and high it is rendered as shown, so that leaves, grain and far windows are sharp
MOST_BYTES = 400_000
BEACH = {  # by path: nobody says it in a sentence, but a photographer would stand there, the sun behind the ball
    "place.clear_radius": 4.2,
    "shot.eye": (-2.6, -2.0, 1.12),
    "shot.target": (0.42, -0.06, 0.80),
    "shot.focal_length": 34.0,
    "shot.f_number": 8.0,
    "shot.focus_distance": 3.2,
    "shot.exposure": 0.0185,
    "shot.bloom": 0.45,
    "shot.vignette": 0.3,
    "bodies.beach_ball.rotation": (0.621119022, -0.340613657, 0.40072195, 0.581046827),
}
SNOW = {  # the sun from the side and a little behind, so that snow is modelled and shadows come past
    "place.clear_radius": 5.5,
    "shot.eye": (1.5, -4.0, 0.86),
    "shot.target": (0.05, 0.4, 0.98),
    "shot.f_number": 8.0,
    "shot.focus_distance": 4.3,
    "shot.exposure": 0.0070,
    "shot.bloom": 0.3,
    "shot.vignette": 0.25,
    "sky.elevation": 0.48,
    "sky.azimuth": 4.62,
}
STREET = {
    "shot.eye": (6.3, -4.3, 0.5),  # low, so that pools in front of the lens show the lamps
    "shot.target": (-2.4, 1.6, 1.2),
    "shot.focal_length": 28.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 6.2,
    "shot.exposure": 0.88,
    "shot.bloom": 0.5,
    "shot.vignette": 0.3,
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
    "A wine glass, a green glass bottle, a coffee cup, an apple, a pear and a plate stand on a table in a kitchen in "
    "the morning. A croissant lies on the plate."
)
KITCHEN = {  # laid by hand; the sun comes in from the left, so low that shadows and what glass gathers reach far
    "bodies.table.colors.body": (0.27, 0.15, 0.075),
    "bodies.wine_glass.position": (-0.116, 0.035, 0.8552321),
    "bodies.wine_glass.params.filled": 0.377,
    "bodies.green_bottle.position": (-0.133, 0.252, 0.9000002),
    "bodies.green_bottle.rotation": (0.968912422, 0.0, 0.0, 0.247403959),
    "bodies.apple.position": (0.203, 0.311, 0.7902853),
    "bodies.pear.position": (0.103, 0.309, 0.8021616),
    "bodies.coffee_cup.position": (0.262, 0.184, 0.7840002),
    "bodies.coffee_cup.params.filled": 0.78,
    "bodies.coffee_cup.rotation": (0.984726539, 0.0, 0.0, 0.174108138),
    "bodies.plate.position": (-0.176, -0.164, 0.7618743),
    "bodies.plate.params.crumbs": 90,
    "bodies.croissant.position": (-0.176, -0.164, 0.7790275),
    "bodies.croissant.rotation": (-0.128844494, 0.0, 0.0, 0.991664810),
    "sky.elevation": 0.385,
    "shot.eye": (0.67, -0.80, 1.10),
    "shot.target": (0.0, 0.06, 0.83),
    "shot.focal_length": 46.0,
    "shot.f_number": 4.0,
    "shot.focus_distance": 1.12,
    "shot.exposure": 0.2,
    "shot.bloom": 0.25,
    "shot.vignette": 0.3,
}
PRODUCT = {
    "shot.eye": (0.185, -0.592, 0.070),
    "shot.target": (0.0, 0.0, 0.002),
    "shot.focal_length": 49.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 0.60,
    "shot.exposure": 0.6,
    "shot.vignette": 0.45,
    "shot.bloom": 0.3,
}
CITY = {  # over the southern quay, so that the river is the foreground and mirrors what shines behind it
    "shot.eye": (64.0, -260.0, 34.0),
    "shot.target": (-172.0, 120.0, 58.0),
    "shot.focal_length": 25.0,
    "shot.exposure": 2.6,
    "shot.bloom": 0.7,
    "shot.vignette": 0.3,
    "sky.azimuth": 4.6,  # of the moon: aside, so that towers have a dark side
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


STYLED_SHOT = {  # the engine in front of the mill's foot, large, and coming on
    "shot.eye": (17.5, -21.0, 2.0),
    "shot.target": (7.4, 0.8, 7.0),
    "shot.focal_length": 25.3,
}
STYLED_AT = 1.15  # s


def styles(*, draft: bool = False) -> object:
    """Return one scene in four styles, two by two (Pillow); each is drawn at twice its size, so that lines are fine."""
    from PIL import Image

    sheet = Image.new("RGB", (SIZE["width"], SIZE["height"]))
    for k, words in enumerate(STYLES):
        picture = poster(f"{STYLED}, {words}.", STYLED_AT, STYLED_SHOT, draft=draft, quality="standard")
        picture = picture if draft else picture.reduce(2)
        sheet.paste(picture, (k % 2 * picture.width, k // 2 * picture.height))
    return sheet


def poster(sentence: str, at: float, changes: dict | None = None, *, draft: bool = False, quality: str = "") -> object:
    """Return one frame of a sentence's film as a picture (Pillow), with values of its world replaced by path."""
    from PIL import Image

    from setpiece.physics.simulate import simulate
    from setpiece.pipeline import Format, changed, imagine
    from setpiece.render.develop import develop
    from setpiece.take.picture import rig_of, scene_document
    from setpiece.world.document import FINISH

    world = changed(imagine(sentence, seconds=max(at, 1.0) + 1.0).world, changes or {})
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
