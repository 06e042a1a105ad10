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
FOREST = {
    "bodies.bench.colors.body": (0.27, 0.155, 0.075),  # as oak is after years in the rain
    "bodies.bench.colors.frame": (0.045, 0.034, 0.026),
    "bodies.bench.position": (1.15, 0.5, 0.4296854924934541),  # beside the path
    "place.clear_radius": 2.6,
    "shot.eye": (-1.25, -5.2, 1.35),
    "shot.target": (-1.05, 6.0, 2.05),
    "shot.focal_length": 28.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 5.6,
    "shot.exposure": 0.036,
    "shot.bloom": 0.4,
    "shot.vignette": 0.3,
    "sky.elevation": 0.55,
    "sky.azimuth": 5.62,
    "sky.fog": 0.024,
}
BREAKFAST = (
    "A wine glass, a green glass bottle, an apple, a coffee cup, a plate and a cutting board stand on a table in a "
    "kitchen in the morning. A croissant lies on the plate and a knife lies on the cutting board."
)
KITCHEN = {  # laid by hand
    "bodies.table.colors.body": (0.30, 0.175, 0.09),
    "bodies.wine_glass.position": (-0.11, 0.115, 0.855),
    "bodies.green_bottle.position": (-0.074, 0.275, 0.90),
    "bodies.green_bottle.rotation": (0.9238795, 0.0, 0.0, 0.3826834),
    "bodies.apple.position": (-0.188, 0.003, 0.79),
    "bodies.coffee_cup.position": (0.042, 0.035, 0.784),
    "bodies.coffee_cup.rotation": (0.9914449, 0.0, 0.0, -0.1305262),
    "bodies.plate.position": (0.157, 0.18, 0.762),
    "bodies.croissant.position": (0.157, 0.18, 0.783),
    "bodies.croissant.rotation": (0.9659258, 0.0, 0.0, 0.258819),
    "bodies.cutting_board.position": (-0.47, 0.12, 0.759),
    "bodies.knife.position": (-0.47, 0.12, 0.772),
    "shot.eye": (0.70, -0.86, 1.05),
    "shot.target": (-0.045, 0.08, 0.875),
    "shot.focal_length": 42.0,
    "shot.f_number": 5.6,
    "shot.focus_distance": 1.25,
    "shot.exposure": 0.28,
}
PRODUCT = {
    "shot.eye": (0.185, -0.592, 0.074),
    "shot.target": (0.0, 0.0, 0.026),
    "shot.focal_length": 60.0,
    "shot.f_number": 11.0,
    "shot.focus_distance": 0.60,
    "shot.exposure": 0.6,
    "shot.vignette": 0.45,
    "shot.bloom": 0.3,
}
CITY = {
    "shot.eye": (230.0, -60.0, 112.0),
    "shot.target": (-200.0, 130.0, 45.0),
    "shot.focal_length": 27.0,
    "shot.exposure": 2.0,
    "shot.bloom": 0.7,
    "shot.vignette": 0.3,
    "sky.azimuth": 1.0,  # of the moon: behind the photographer
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


STYLED_SHOT = {"shot.eye": (10.8, -25.5, 2.3), "shot.target": (2.5, 0.0, 6.9), "shot.focal_length": 25.5}


def styles() -> object:
    """Return one scene in four styles, two by two (Pillow); each is drawn at twice its size, so that lines are fine."""
    from PIL import Image

    sheet = Image.new("RGB", (SIZE["width"], SIZE["height"]))
    for k, words in enumerate(STYLES):
        picture = poster(f"{STYLED}, {words}.", 0.5, STYLED_SHOT, quality="standard").reduce(2)
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
        picture = styles() if name == "styles" else poster(*POSTERS[name], draft=draft)
        path = PICTURES / f"poster_{name}.jpg"
        for quality in (95, 90, 85, 80, 70, 60):
            picture.save(path, quality=quality, subsampling=0)
            if path.stat().st_size < MOST_BYTES:
                break
        print(f"{name}: {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main()
