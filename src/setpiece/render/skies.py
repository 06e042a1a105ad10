"""Sun, moon, sky and studio light, and what lights a room.

Units: radiance in W/m2/sr and irradiance in W/m2, per colour channel, so that white light of 1 W/m2 is 1 in each.
Mitsuba's own sun and sky model is scaled by ``SUNSKY_TO_SI``: at an elevation of 60 degrees and turbidity 3 it
gives a horizontal irradiance of 1.366 of its units (mean of the channels), where nature gives about 900 W/m2.
Lamps are in the same units: radiance = power / (pi area). The map's columns run along the compass (column 0 is
north, then east), its rows from the zenith down.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, radians, sin, tau
from typing import TYPE_CHECKING

import numpy as np

from setpiece import rng
from setpiece.render import garden, low_sun, panorama, rooms
from setpiece.render.drawn import drawn
from setpiece.render.lights import SKY, Dome, Lamp, Lighting, Sun
from setpiece.render.noise import coloured, step
from setpiece.render.places import lamps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.world.document import Place, Room, Sky

    Image = NDArray[np.float32]

SUNSKY_TO_SI = 900.0 / 1.366
HEIGHT, WIDTH = 1024, 2048
SUN_RADIUS = radians(0.2679)
LOWEST_SUN = radians(0.6)  # below this the model of the daylit sky ends and dusk begins
MOONLIGHT = 0.30  # W/m2: brighter than nature's 0.002, so that one exposure shows moonlight and lamps
GROUND_ALBEDO = 0.22
# 1/m: one sees 20 km far, as on a good day over a large town; 40 km in cold air; 12 km over surf that throws up spray.
HAZE = {
    "city": 1.0 / 5500.0,
    "snow_field": 1.0 / 10000.0,
    "mountain": 1.0 / 10000.0,
    "beach": 1.0 / 3000.0,
}
LIT_BELOW = {"city": 1.0, "street": 0.25, "town": 0.25}  # in the dark its own lamps light the air, as much of a city's
TOWN_GLOW = (0.14, 0.090, 0.062)  # W/m2/sr at the horizon of a city at night: its own lamps in its own haze
CLOUD_GLOW = (0.135, 0.088, 0.062)  # W/m2/sr of its clouds near the horizon
AT_DUSK = 0.6  # of both while the sky itself still shines: films are exposed for that
MOONLIT_ROOM = 0.0035  # of that at night: a window is darker than a lit room
DAYLIT_ROOM = 17.0  # W/m2/sr of a window's mean at noon: about 500 lx on a table inside
SUNLIT_ROOM = 0.12  # of the sun's irradiance: in a room too the picture shows both sun and shade
COOL = (0.86, 0.97, 1.12)  # of grey paper in the light of a flash, beside a key that is a little warm
DEEP = (0.70, 0.93, 1.22)  # of that paper where the flash falls off
# Of a studio's background: bearing (rad from north), W/m2/sr in the middle, how far it falls to 1/e aside and up (rad).
# The halo is about where a camera looks that stands a little to the right, as it does by custom (``staging.framing``).
HALO = (
    (-0.30, 4.6, 0.15, 0.13, COOL),
    (-0.30, 0.45, 0.34, 0.28, DEEP),
    (-1.55, 10.0, 0.16, 0.50, (1.0, 1.0, 1.0)),
    (0.95, 12.0, 0.18, 0.50, (1.0, 1.0, 1.0)),
)
BEHIND = 0.12  # m that a window's panes stand behind the wall


def lighting(sky: Sky, place: Place) -> Lighting:
    """Return what shines on a place: the sky outdoors, window and ceiling indoors, lanterns in the dark."""
    if place.room is not None:
        return Lighting(None, _entering(sky, place.room), _indoors(sky, place.room))
    lanterns = lamps.posts(place.name, place.depth) if lamps.is_dark(sky) else ()
    if sky.panorama:
        return Lighting(Dome(panorama.dome(sky.panorama, HEIGHT, WIDTH)), None, tuple(map(_lantern, lanterns)))
    dome = environment(sky)
    if place.name in LIT_BELOW and (sky.kind == "night" or (place.name == "city" and lamps.is_dark(sky))):
        dome = _lit_from_below(dome, LIT_BELOW[place.name], darkest=sky.kind == "night")
    return Lighting(Dome(dome), sun(sky), tuple(map(_lantern, lanterns)))


def _lit_from_below(image: Image, share: float, *, darkest: bool) -> Image:
    """Return a dark sky over a town with a share of a city's lamps: a glow, clouds lit by it, and no star.

    The sky's texels are several pixels wide: what is as small as one is a star, and goes. Where it is not the
    ``darkest`` hour, the last of the day stays.
    """
    from scipy.ndimage import minimum_filter

    rise = np.abs(np.linspace(pi / 2, -pi / 2, HEIGHT))[:, None, None]
    below = share if darkest else AT_DUSK * share
    glow = below * np.exp(-rise / 0.10) * np.array(TOWN_GLOW)
    glow = glow + share * (np.exp(-rise / 0.9) * np.array([0.011, 0.015, 0.029]))
    image = minimum_filter(image, size=(3, 3, 1), mode=("nearest", "wrap", "nearest"))
    image = np.minimum(image, 0.028 if darkest else np.inf) + glow

    # From beneath: brightest where a cloud is thick and near the town's horizon; it hides the sky behind it.
    upper = HEIGHT // 2
    heap = _dome_noise("lit_heap", 3, 170, 1.5, 0.10) + 0.5 * _dome_noise("lit_veil", 2, 60, 1.3, 0.06)
    cover = (step(heap, -0.1, 1.7) * step(rise[:upper, :, 0], 0.03, 0.16))[..., None]
    lit = below * (0.35 + 0.65 * step(heap, 0.2, 2.6))[..., None] * np.exp(-rise[:upper] / 0.40) * np.array(CLOUD_GLOW)
    image[:upper] += cover * (lit - 0.35 * share * image[:upper])
    return image.astype(np.float32)


def haze(place: Place) -> float:
    """Return the extinction (1/m) of the air that a place is seen through."""
    return HAZE.get(place.name, 0.0)


def _lantern(post: lamps.Post) -> Lamp:
    """Return the burning ball inside the lantern of a lamp post."""
    pose = np.diag([lamps.LANTERN_RADIUS] * 3 + [1.0])
    pose[:3, 3] = post.flame
    return Lamp(SKY, "ball", pose, lamps.radiance(post.power))


def sun(sky: Sky) -> Sun | None:
    """Return the disc of the sun, or of the moon at night, where there is one."""
    if sky.kind == "night":
        return _disc(_moonlit(sky), np.array([0.80, 0.95, 1.25]) * MOONLIGHT, 1.6 * SUN_RADIUS)
    if sky.kind == "clear" and sky.elevation > LOWEST_SUN:
        return _disc(sky, beam_of(sky), SUN_RADIUS)
    return None


def _moonlit(sky: Sky) -> Sky:
    """Return the sky with the moon where the sun would stand, but at least 20 degrees high."""
    return sky.model_copy(update={"elevation": max(sky.elevation, radians(20.0))})


def _disc(sky: Sky, irradiance: NDArray, radius: float) -> Sun:
    """Return a disc where the sky's sun stands."""
    x, y, z = (float(value) for value in sun_direction(sky))
    red, green, blue = (float(value) for value in irradiance)
    return Sun((x, y, z), (red, green, blue), radius)


def sun_direction(sky: Sky) -> NDArray[np.float64]:
    """Return the unit vector to the sun (or moon): +Y is north, +X is east."""
    flat = cos(sky.elevation)
    return np.array([flat * sin(sky.azimuth), flat * cos(sky.azimuth), sin(sky.elevation)])


@lru_cache(maxsize=6)
def environment(sky: Sky) -> Image:
    """Return the radiance (HEIGHT, WIDTH, 3) in W/m2/sr that comes from every direction, without the disc of the sun.

    Kept in half floats, from the cache folder if it was drawn before; do not write into it.
    """
    words = drawn(f"sky {sky.model_dump_json()}", lambda: painted(sky).astype(np.float16).ravel().view(np.uint32))
    return words.view(np.float16).reshape(HEIGHT, WIDTH, 3).astype(np.float32)


def painted(sky: Sky, *, bare: bool = False) -> Image:
    """Return the dome as it is drawn; ``bare``: without clouds or any structure in them."""
    if sky.kind == "overcast":
        return _overcast(sky, bare)
    if sky.kind == "night":
        return _night(sky)
    if sky.kind == "studio":
        return _studio(sky) * np.float32(sky.softboxes)
    return _clear(sky, bare) if sky.elevation > LOWEST_SUN else _dusk(sky, bare)


def irradiance(image: Image) -> NDArray[np.float64]:
    """Return the irradiance (3,) in W/m2 on level ground under a map."""
    rows, columns = image.shape[:2]
    theta = np.linspace(0.0, pi, rows)
    weight = np.clip(np.cos(theta), 0.0, None) * np.sin(theta) * (pi / (rows - 1)) * (tau / columns)
    return np.einsum("hwc,h->c", image.astype(np.float64), weight)


@lru_cache(maxsize=1)
def _directions() -> NDArray[np.float32]:
    """Return the unit vector (HEIGHT, WIDTH, 3) of every texel, which Mitsuba puts on corners, not centres."""
    theta = np.linspace(0.0, pi, HEIGHT, dtype=np.float32)[:, None]
    azimuth = (np.arange(WIDTH, dtype=np.float32) * (tau / WIDTH))[None, :]
    return np.stack(
        [np.sin(theta) * np.sin(azimuth), np.sin(theta) * np.cos(azimuth), np.cos(theta) + 0.0 * azimuth], axis=-1
    )


def _model(sky: Sky, rays: NDArray, **parts: float) -> NDArray[np.float64]:
    """Return the radiance (N, 3) of Mitsuba's sun and sky from directions (N, 3); ``parts`` switch one of them off."""
    import drjit as dr
    import mitsuba as mi

    common = {"type": "sunsky", "turbidity": sky.turbidity, "albedo": GROUND_ALBEDO}
    emitter = mi.load_dict({**common, "sun_direction": list(sun_direction(sky)), **parts})
    if mi.variant().startswith("scalar"):
        values = []
        for ray in rays:
            hit = dr.zeros(mi.SurfaceInteraction3f)
            hit.wi = mi.Vector3f(*(-ray).tolist())
            values.append(np.array(emitter.eval(hit)))
        return SUNSKY_TO_SI * np.clip(np.array(values), 0.0, None)
    hits = dr.zeros(mi.SurfaceInteraction3f, len(rays))
    hits.wi = mi.Vector3f(*np.ascontiguousarray(-rays.T, np.float32))
    return SUNSKY_TO_SI * np.clip(np.array(emitter.eval(hits)).T.astype(np.float64), 0.0, None)


@lru_cache(maxsize=6)
def beam_of(sky: Sky) -> NDArray[np.float64]:
    """Return the sun's irradiance (3,) on a plane that faces it."""
    beam = _model(sky, sun_direction(sky)[None], sky_scale=0.0)[0] * (tau * (1.0 - cos(SUN_RADIUS)))
    return low_sun.beam(beam, sky.elevation)


def _daylight(sky: Sky) -> Image:
    """Return the sky without its sun (HEIGHT, WIDTH, 3)."""
    from scipy.ndimage import map_coordinates

    # The sky is smooth: a coarse grid, square-root spaced towards the horizon, is enough.
    rows, columns = 48, 96
    elevation = (np.linspace(0.0, 1.0, rows) ** 2) * (pi / 2 - 2e-3) + 1e-3
    azimuth = np.arange(columns) * (tau / columns)
    up, around = np.meshgrid(elevation, azimuth, indexing="ij")
    rays = np.stack([np.cos(up) * np.sin(around), np.cos(up) * np.cos(around), np.sin(up)], axis=-1).reshape(-1, 3)
    grid = _model(sky, rays, sun_scale=0.0).reshape(rows, columns, 3)
    place = np.sqrt(np.clip(pi / 2 - np.linspace(0.0, pi, HEIGHT), 0.0, None) / (pi / 2)) * (rows - 1)
    v = np.broadcast_to(place[:, None], (HEIGHT, WIDTH))
    u = np.broadcast_to((np.arange(WIDTH) * columns / WIDTH)[None, :], (HEIGHT, WIDTH))
    padded = np.concatenate([grid[:, -2:], grid, grid[:, :3]], axis=1)
    smooth = [map_coordinates(padded[..., channel], [v, u + 2], order=1) for channel in range(3)]
    return np.stack(smooth, axis=-1).astype(np.float32)


def _clear(sky: Sky, bare: bool) -> Image:
    """Return a clear day with some fair-weather clouds, without the sun's disc."""
    image, sun = _daylight(sky), beam_of(sky)
    image = low_sun.tinted(image, _directions(), sun_direction(sky), sky.elevation)
    image = image if bare else _clouded(image, sky, sun)
    level = irradiance(image) + sun * sin(sky.elevation)
    return _grounded(image, level)


def _grounded(image: Image, level: NDArray[np.float64]) -> Image:
    """Return the map with a dim ground below the horizon, so that nothing is ever lit by a void."""
    horizon = HEIGHT // 2
    ground = (GROUND_ALBEDO / pi * level * np.array([1.05, 1.0, 0.85])).astype(np.float32)
    haze = image[horizon - 6 : horizon - 2].mean(axis=(0, 1))
    drop = step(np.linspace(0.0, 90.0, HEIGHT - horizon), 0.0, 9.0)[:, None, None]
    below = image[horizon - 3][None] * (1.0 - drop) + (0.85 * ground + 0.15 * haze) * drop
    return np.concatenate([image[:horizon], below.astype(np.float32)])


def _dome_noise(seed_name: str, low: int, high: int, slope: float, spread: float) -> Image:
    """Return a cloud field over the upper half of the map, seen on a flat layer overhead."""
    from scipy.ndimage import map_coordinates

    n = 512
    field = coloured(rng.stream(0, "sky", seed_name), n, band=(low, high), slope=slope)
    upper = _directions()[: HEIGHT // 2]
    scale = n * spread / (upper[..., 2] + 0.16)
    return map_coordinates(field, [upper[..., 1] * scale, upper[..., 0] * scale], order=1, mode="grid-wrap")


def _clouded(image: Image, sky: Sky, sun: NDArray) -> Image:
    """Return the sky with thin high veils and a few soft heaps, lit by sun and sky; none at the horizon's haze."""
    upper = HEIGHT // 2
    out = image.copy()
    flat = sun_direction(sky)[:2]
    rise = np.linspace(90.0, 0.0, upper)[:, None]
    haze = step(rise, 1.0, 14.0)

    # Heaps: the sun lights the side that is turned to it, and little of their base; the sky lights all of them, so
    # that what is in the shade is as blue as shadows on the ground are.
    heap = _dome_noise("heap", 3, 180, 1.55, 0.16)
    toward = np.roll(heap, (-5, int(np.sign(flat[0] if abs(flat[0]) > 1e-3 else 1.0)) * 6), axis=(0, 1))
    cover = step(heap, 0.55, 1.75)
    thick = step(heap, 1.3, 3.2)
    sunlit = np.clip(0.62 + 0.5 * (heap - toward), 0.12, 1.15) * (1.0 - 0.55 * thick)
    skylit = 1.0 - 0.22 * thick
    veil = 0.33 * step(_dome_noise("veil", 2, 200, 1.25, 0.11), 0.1, 2.4)
    beam, sky_level = (each.astype(np.float32) / np.float32(pi) for each in (0.74 * sun, irradiance(image)))
    heaps = sunlit[..., None] * beam + skylit[..., None] * sky_level
    out[:upper] += (cover * haze * 0.9)[..., None] * (heaps - out[:upper])
    out[:upper] += (veil * haze)[..., None] * (0.9 * (0.84 * beam + sky_level) - out[:upper])
    low = float(1.0 - step(np.float32(sky.elevation), 0.10, 0.32))
    return _kindled(out, sky, (beam, sky_level), low) if low > 0.0 else out


def _kindled(image: Image, sky: Sky, light: tuple[Image, Image], share: float) -> Image:
    """Return the sky under a low sun with a ``share`` of the thin banks of cloud that it lights from below.

    Ice and drops throw light on mostly ahead: they glow around the sun, and are dull with dark bellies elsewhere.
    """
    out, upper, (beam, sky_level) = image.copy(), HEIGHT // 2, light
    field = _dome_noise("banks", 2, 150, 1.45, 0.075)
    there = step(field, 0.15, 1.5) * step(np.linspace(90.0, 0.0, upper), 2.0, 8.0)[:, None]
    toward = np.clip(_directions()[:upper] @ sun_direction(sky).astype(np.float32), 0.0, 1.0)
    glow = 0.10 + 0.35 * toward**3 + 1.5 * toward**24
    thick = step(field, 0.7, 2.4)
    lit = (glow * (1.0 - 0.72 * thick))[..., None] * beam + (0.62 - 0.27 * thick)[..., None] * sky_level
    out[:upper] += (0.75 * share * there)[..., None] * (lit - out[:upper])
    return out


def _dusk(sky: Sky, bare: bool) -> Image:
    """Return twilight: warm where the sun went down, blue above, the earth's shadow opposite; darker as it sinks."""
    depth = max(LOWEST_SUN - sky.elevation, 0.0)
    directions = _directions()
    rise = np.arcsin(np.clip(directions[..., 2], -1.0, 1.0))
    west = sin(sky.azimuth) * directions[..., 0] + cos(sky.azimuth) * directions[..., 1]
    toward = np.clip(0.5 + 0.5 * west / np.maximum(np.cos(rise), 0.05), 0.0, 1.0)[..., None]
    up = np.clip(rise, 0.0, None)[..., None]
    zenith = np.array([0.9, 1.55, 3.3])
    low_west, low_east = np.array([20.0, 8.0, 2.4]), np.array([2.6, 2.3, 3.2])
    # The purple light above it is gone when the sun is some 9 degrees down; what is left is lower, yellow, then blue.
    late = float(step(np.float32(depth), 0.10, 0.20))
    glow = np.exp(-up / (0.13 - 0.03 * late)) * (low_west * toward**2 + low_east * (1.0 - toward))
    hue = np.array([3.2, 2.2, 2.0]) * (1.0 - late) + np.array([1.5, 2.1, 2.7]) * late
    band = np.exp(-(((up - 0.22) / 0.16) ** 2)) * hue * toward
    image = (glow + band + zenith * (0.45 + 0.55 * toward)).astype(np.float32)
    image = image if bare else _streaked(image)
    image = image * np.float32(np.exp(-depth / 0.055))
    night = _night_sky()
    image = image + night
    return _grounded(image, irradiance(image))


def _streaked(image: Image) -> Image:
    """Return a dusk with thin clouds that catch the light from below."""
    upper = HEIGHT // 2
    veil = (
        step(_dome_noise("streak", 2, 160, 1.3, 0.13), 0.3, 2.4)
        * step(np.linspace(90.0, 0.0, upper), 2.0, 9.0)[:, None]
    )
    out = image.copy()
    out[:upper] *= 1.0 + (veil * 0.9)[..., None] * np.array([1.0, 0.55, 0.25], np.float32)
    return out


def _overcast(sky: Sky, bare: bool) -> Image:
    """Return the CIE overcast sky, zenith three times as bright as the horizon, with soft structure in the clouds.

    ISO 15469: L = Lz (1 + 2 sin e) / 3, of which a level plane gets E = 7 pi Lz / 9.
    """
    high = max(sin(sky.elevation), 0.02)
    level = 300.0 * high**0.8
    zenith = level * 9.0 / (7.0 * pi)
    sine = np.clip(_directions()[..., 2], 0.0, 1.0)
    image = (zenith * (1.0 + 2.0 * sine) / 3.0)[..., None] * np.array([0.97, 1.0, 1.05])
    upper = HEIGHT // 2
    cloud = 0.75 * _dome_noise("overcast", 2, 60, 1.5, 0.13) + 0.4 * _dome_noise("overcast_fine", 6, 160, 1.3, 0.3)
    fade = step(np.linspace(90.0, 0.0, upper), 0.0, 16.0)[:, None]
    image[:upper] *= 1.0 if bare else 1.0 + 0.13 * (cloud * fade)[..., None]
    image = image.astype(np.float32)
    return _grounded(image, irradiance(image))


def _night_sky() -> Image:
    """Return stars over a faint blue gradient with a glow at the horizon."""
    rise = np.clip(_directions()[..., 2], 0.0, 1.0)[..., None]
    image = np.array([0.0050, 0.0085, 0.019]) + np.exp(-rise / 0.10) * np.array([0.020, 0.023, 0.030])
    stream = rng.stream(0, "sky", "stars")
    count = 5200
    height = stream.uniform(0.02, 1.0, count)
    row = (np.arccos(height) / pi * (HEIGHT - 1)).astype(int)
    column = stream.integers(0, WIDTH, count)
    bright = 0.011 * stream.pareto(1.15, count).clip(0.0, 30.0) + 0.003  # many dim ones, few bright
    tint = np.stack(
        [1.0 + stream.normal(0.0, 0.12, count), np.ones(count), 1.0 + stream.normal(0.1, 0.12, count)], axis=-1
    )
    np.add.at(image, (row, column), bright[:, None] * tint * np.clip(height * 4.0, 0.0, 1.0)[:, None])
    return image.astype(np.float32)


def _night(sky: Sky) -> Image:
    """Return a night sky with the halo of the moon, without its disc."""
    image = _grounded(_night_sky(), np.array([0.06, 0.08, 0.13]) + MOONLIGHT * 0.5)
    direction = sun_direction(_moonlit(sky)).astype(np.float32)
    halo = np.exp(-np.arccos(np.clip(_directions() @ direction, -1.0, 1.0)) / 0.10)
    return image + (0.05 * halo[..., None] * np.array([0.8, 0.95, 1.2])).astype(np.float32)


def _studio(sky: Sky) -> Image:
    """Return a photographer's studio: a large key where the sky's sun stands, fill, rim and top softboxes.

    The room around them is dark. The background behind what is filmed has a halo that falls to
    near black; to both sides stand tall strips without edges, which upright sides mirror as soft lines of light.
    """
    directions = _directions()
    rise = np.abs(np.arcsin(np.clip(directions[..., 2:3], -1.0, 1.0)))
    aside = np.arctan2(directions[..., :1], directions[..., 1:2])
    room = (0.06 + 1.5 * np.clip(rise / (pi / 2), 0.0, 1.0) ** 1.5) * np.array([1.0, 1.0, 1.02])
    image = room.astype(np.float32)
    for bearing, level, wide, high, color in HALO:
        image += (level * np.exp(-(((aside - bearing) / wide) ** 2) - (rise / high) ** 2)) * np.array(color, np.float32)
    key = max(sky.elevation, 0.66)  # all boxes hang higher than a floor that mirrors shows
    boxes = (
        (sky.azimuth, key, 0.34, 0.28, 310.0, (1.04, 1.0, 0.94)),
        (sky.azimuth - 1.9, 0.75, 0.60, 0.30, 13.0, (0.95, 1.0, 1.08)),
        (sky.azimuth + 2.7, 0.95, 0.50, 0.22, 66.0, (1.0, 1.0, 1.02)),
        (sky.azimuth + 1.3, 1.25, 0.55, 0.40, 8.0, (1.0, 1.0, 1.0)),
    )
    for azimuth, elevation, half_width, half_height, radiance, color in boxes:
        facing = np.array([cos(elevation) * sin(azimuth), cos(elevation) * cos(azimuth), sin(elevation)])
        side = np.array([cos(azimuth), -sin(azimuth), 0.0])
        over = np.cross(side, facing)
        ahead = directions @ facing.astype(np.float32)
        x = directions @ side.astype(np.float32) / np.maximum(ahead, 1e-3)
        y = directions @ over.astype(np.float32) / np.maximum(ahead, 1e-3)
        inside = (1.0 - step(np.abs(x), half_width * 0.9, half_width * 1.05)) * (
            1.0 - step(np.abs(y), half_height * 0.9, half_height * 1.05)
        )
        falloff = 1.0 - 0.6 * np.clip((x / half_width) ** 2 + (y / half_height) ** 2, 0.0, 1.0)
        shape = inside * (ahead > 0) * falloff
        image += (radiance * shape)[..., None] * np.array(color, np.float32)
    return image


def _indoors(sky: Sky, room: Room) -> tuple[Lamp, ...]:
    """Return the lights of a room: what comes in at the window, and a ceiling that gives soft light of its own."""
    outside = environment(sky)
    inner = rooms.box(room)
    beam = sun(sky)
    daylight = fallen(Lighting(Dome(outside), beam))
    level = float(daylight.mean()) / 900.0
    day = min(level, 1.0) ** 0.35
    ceiling = _ceiling(inner, 1.0 * max(day, 0.28), warm=1.0 - min(1.0, 3.0 * level))
    opening = rooms.window(room)
    if opening is None:
        return (ceiling,)
    return (
        ceiling,
        _window(inner, opening, (outside, daylight), DAYLIT_ROOM * (day if level > 1e-3 else MOONLIT_ROOM)),
    )


def fallen(lighting: Lighting) -> NDArray[np.float64]:
    """Return the irradiance (3,) in W/m2 of dome and sun together on level ground in the open."""
    dome = np.zeros(3) if lighting.dome is None else irradiance(lighting.dome.radiance)
    beam = lighting.sun
    return dome if beam is None else dome + np.array(beam.irradiance) * max(beam.direction[2], 0.0)


def _entering(sky: Sky, room: Room) -> Sun | None:
    """Return the sun if it stands before the window of a room, which looks towards -X."""
    beam = sun(sky) if sky.kind == "clear" and rooms.window(room) is not None else None
    if beam is None or beam.direction[0] >= 0.0:
        return None
    red, green, blue = (SUNLIT_ROOM * value for value in beam.irradiance)
    return Sun(beam.direction, (red, green, blue), beam.radius, float(rooms.box(room).low[0]) - BEHIND)


def _ceiling(inner: rooms.Box, radiance: float, *, warm: float) -> Lamp:
    """Return a luminous panel under the ceiling, half as wide as the room: large, so that it gives little noise."""
    middle, half = (inner.low + inner.high) / 2, (inner.high - inner.low) / 2
    red, green, blue = radiance * (np.array([1.0, 0.97, 0.92]) * (1.0 - warm) + np.array([1.0, 0.80, 0.56]) * warm)
    pose = np.diag([0.94 * half[0], -0.94 * half[1], -1.0, 1.0])
    pose[:3, 3] = (middle[0], middle[1], inner.high[2] - 0.004)
    return Lamp(SKY, "rectangle", pose, (float(red), float(green), float(blue)))


def _window(inner: rooms.Box, opening: rooms.Opening, light: tuple[Image, NDArray], mean: float) -> Lamp:
    """Return the view from the window as a lamp in its plane, as seen from the middle of the room.

    ``light``: the sky, and what falls on the garden (3,) in W/m2: of the sun too, or leaves would be as blue as it.
    """
    outside, daylight = light
    (y0, y1), (z0, z1) = opening.y, opening.z
    rows, columns = 192, 256
    z, y = np.meshgrid(np.linspace(z0, z1, rows), np.linspace(y0, y1, columns), indexing="ij")
    middle = (inner.low + inner.high) / 2
    away = middle[0] - inner.low[0]
    x, up = (y - middle[1]) / away, (z - garden.EYE_M) / away
    ray = np.stack([np.full_like(y, -1.0), x, up], axis=-1)
    ray /= np.linalg.norm(ray, axis=-1, keepdims=True)
    row = (np.arccos(ray[..., 2]) / pi * (HEIGHT - 1)).astype(int)
    column = (np.arctan2(ray[..., 0], ray[..., 1]) / tau * WIDTH).astype(int) % WIDTH
    view = np.minimum(outside[row, column], 40.0 * np.median(outside))
    view = view / max(float(view.mean()), 1e-9) * mean
    hue = daylight / max(float(daylight.mean()), 1e-9)
    covered, color = garden.garden(x[0], up[:, 0])
    view = view * (1.0 - covered[..., None]) + color * mean * hue
    pose = np.zeros((4, 4))
    pose[1, 0], pose[2, 1], pose[0, 2] = (y1 - y0) / 2, (z1 - z0) / 2, 1.0
    pose[:, 3] = (inner.low[0] - BEHIND, (y0 + y1) / 2, (z0 + z1) / 2, 1.0)
    return Lamp(SKY, "rectangle", pose, (1.0, 1.0, 1.0), view.astype(np.float32))
