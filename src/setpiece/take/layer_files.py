"""Folders of layers on disk: an EXR file for each frame, or zarr arrays over all frames; and what tells them apart."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from setpiece.errors import InputError
from setpiece.render import layers
from setpiece.render.color import CHROMATICITIES, from_rec709
from setpiece.take import exr
from setpiece.take.folder import write_json
from setpiece.take.layering import CONTACTS, Frame
from setpiece.take.stage import Json

INDEX = "layers.json"  # what a folder's layers are of, and what their numbers mean
COLORED = {name for name, layer in layers.LAYERS.items() if layer.unit == "W/m2/sr"} | {"albedo"}
DONE = "done"  # the zarr array that tells which frames are there


@dataclass(frozen=True)
class Contents:
    """What a folder of layers holds: of which film, which layers of which things, in which linear colour space."""

    film: Json  # hashes of the world and of the code, the format
    names: tuple[str, ...]
    things: tuple[str, ...]
    lights: tuple[str, ...]  # of the light groups
    actors: tuple[str, ...]
    form: str
    space: str
    frames: int
    exposure: float


class Files(Protocol):
    """Where frames of layers go."""

    def has(self, number: int) -> bool:
        """Return whether a frame is there, whole."""

    def write(self, number: int, frame: Frame) -> None:
        """Write a frame."""


def claim(place: Path, contents: Contents) -> None:
    """Make a folder ready for layers, or make sure that those in it are the same.

    Raises:
        InputError: It holds something else, or is no folder.
    """
    meanings = {name: layers.LAYERS[name]._asdict() for name in contents.names if name in layers.LAYERS}
    told = json.loads(json.dumps(asdict(contents) | {"layers": meanings}))
    index = place / INDEX
    if place.exists() and not place.is_dir():
        raise InputError(f"{place}: expected a folder, found a file. Choose another place for the layers.")
    if not index.exists() and place.exists() and any(place.iterdir()):
        raise InputError(f"{place}: holds something that is no layers. Choose another folder.")
    if index.exists() and _read(index) != told:
        raise InputError(
            f"{place}: holds layers of another film, or another choice of layers. Choose another folder, or remove it."
        )
    try:
        place.mkdir(parents=True, exist_ok=True)
        write_json(index, told)
    except OSError as error:
        raise InputError(f"{place}: cannot be written to: {error.strerror}. Choose another place.") from error


def _read(path: Path) -> object:
    """Return the JSON in a file; None where it is none."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def contacts_path(place: Path, number: int) -> Path:
    """Return the file of a frame's contact points."""
    return place / CONTACTS / f"{number:06}.json"


class ExrFolder:
    """A folder of multilayer EXR files, one a frame."""

    def __init__(self, place: Path, contents: Contents) -> None:
        self._place, self._contents = place, contents
        self._pictured = contents.names != (CONTACTS,)

    def path(self, number: int) -> Path:
        """Return the file of a frame."""
        return self._place / f"layers.{number:06}.exr"

    def has(self, number: int) -> bool:
        """Return whether a frame's files are there: each is renamed into place when it is whole."""
        contacts = contacts_path(self._place, number)
        return all(
            path.exists()
            for path, wanted in ((self.path(number), self._pictured), (contacts, CONTACTS in self._contents.names))
            if wanted
        )

    def write(self, number: int, frame: Frame) -> None:
        """Write a frame's file."""
        if self._pictured:
            channels = self._channels(frame)
            tables, metadata = self._cryptomatte(frame)
            metadata |= _view_metadata(frame, self._contents) | {"setpiece/frame": str(number)}
            primaries = CHROMATICITIES[self._contents.space]
            exr.write_exr(self.path(number), channels | tables, chromaticities=primaries, metadata=metadata)

    def _channels(self, frame: Frame) -> dict[str, NDArray]:
        found: dict[str, NDArray] = {}
        for name, array in frame.arrays.items():
            found |= exr.channels_of(name, colored(name, array, self._contents.space), owners(name, self._contents))
        return found

    def _cryptomatte(self, frame: Frame) -> tuple[dict[str, NDArray], dict[str, str]]:
        """Return Cryptomatte layers of things, of their parts and of their materials."""
        if frame.coverage is None:
            return {}, {}
        channels, metadata = {}, {}
        things, parts = [id_ for id_, _ in frame.parts], [f"{id_}.{part}" for id_, part in frame.parts]
        for layer, names in {"CryptoAsset": things, "CryptoObject": parts, "CryptoMaterial": frame.materials}.items():
            kinds, found = frame.coverage.of(names)
            more = exr.cryptomatte(layer, kinds, found.part, found.share)
            channels, metadata = channels | more[0], metadata | more[1]
        return channels, metadata


class ZarrGroup:
    """A zarr group with an array (frames, H, W, ...) for each layer, a chunk for each frame."""

    def __init__(self, place: Path, contents: Contents) -> None:
        import zarr

        self._group = zarr.open_group(str(place), mode="a")
        self._contents = contents
        if DONE not in self._group:
            self._group.create_array(DONE, shape=(contents.frames,), dtype="uint8", chunks=(1,))
        self._done = self._group[DONE]

    def has(self, number: int) -> bool:
        """Return whether a frame is there: it is noted when all its arrays are written."""
        return bool(self._done[number])

    def write(self, number: int, frame: Frame) -> None:
        """Write a frame into the arrays, which are made for the first one."""
        arrays = {name: colored(name, array, self._contents.space) for name, array in frame.arrays.items()}
        pose = {"world_from_camera": frame.view.world_from_camera, "focal": np.array(frame.view.focal)}
        for name, array in {**arrays, **pose}.items():
            if name not in self._group:
                shape = (self._contents.frames, *array.shape)
                made = self._group.create_array(name, shape=shape, dtype=array.dtype, chunks=(1, *array.shape))
                made.attrs.update(_meaning(name, frame, self._contents))
            self._group[name][number] = array
        self._done[number] = 1


def owners(name: str, contents: Contents) -> tuple[str, ...]:
    """Return the ids for each of which a layer has channels of its own: of things, of light groups, or none."""
    return {layers.THINGS: contents.things, layers.LIGHTS: contents.lights}.get(layers.LAYERS[name].channels, ())


def colored(name: str, array: NDArray, space: str) -> NDArray:
    """Return a layer in a linear colour space, if it is one of colours; alpha stays as it is."""
    if name not in COLORED or space == "rec709":
        return array
    turned = from_rec709(array[..., :3], space)
    return np.concatenate([turned.astype(array.dtype), array[..., 3:]], axis=-1)


def _meaning(name: str, frame: Frame, contents: Contents) -> Mapping[str, object]:
    """Return what a zarr array's numbers mean, with the names that its indices stand for."""
    if name not in layers.LAYERS:
        return {"meaning": {"focal": "focal length over film width"}.get(name, "camera: +X right, +Y down, +Z forward")}
    told: dict[str, object] = {"unit": layers.LAYERS[name].unit, "meaning": layers.LAYERS[name].meaning}
    if name in COLORED:
        told["color_space"] = f"linear {contents.space}"
    if layers.LAYERS[name].channels < 0:
        told["names"] = list(owners(name, contents))
    tables = {
        "thing": list(dict.fromkeys(id_ for id_, _ in frame.parts)),
        "part": [list(part) for part in frame.parts],
        "material": list(dict.fromkeys(frame.materials)),
    }
    return told | ({"names": tables[name]} if name in tables else {})


def _view_metadata(frame: Frame, contents: Contents) -> dict[str, object]:
    """Return attributes that tell the camera, the exposure and what the ids stand for."""
    return {
        "setpiece/fps": str(contents.film["fps"]),
        "setpiece/exposure": repr(contents.exposure),
        "setpiece/focal": repr(float(frame.view.focal)),
        "setpiece/world_from_camera": json.dumps(frame.view.world_from_camera.tolist()),
        "setpiece/things": json.dumps(list(dict.fromkeys(id_ for id_, _ in frame.parts))),
        "setpiece/parts": json.dumps(frame.parts),
        "setpiece/materials": json.dumps(list(dict.fromkeys(frame.materials))),
    }
