"""The stages ``clean`` and ``develop``: from raw light to pictures, one second of film a segment.

A film with light groups has its groups cleaned of noise one by one, and kept: a lamp in another colour then asks for
no denoiser, which is what costs most. Other films have no such stage, and are cleaned while they are developed. Frames
are handed on one by one, so that memory stays flat.
"""

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from setpiece.take.motion import stored_trajectory
from setpiece.take.picture import LAYERS, LIBRARIES, raw_frames, renderer_name, rig_of
from setpiece.take.stage import Json, Node, Part, Result, Stage
from setpiece.world.document import FINISH, World
from setpiece.world.format import Format

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from setpiece.render.develop import Cleaned

PATIENCE = 10  # by how much (nice) the denoiser steps back: it fills the gaps that tracing leaves
AT_ONCE = 2  # frames: while one is toned or waits for a thread of its own, the other keeps cores busy
AHEAD = 3  # frames that are traced before the picture of one is asked for
Kept = TypeVar("Kept")
Known = Callable[[int], Kept | None]  # what need not be made again of a frame, by its number
Asked = Callable[[ThreadPoolExecutor], Iterator[tuple[int, Future[Kept]]]]


def cleaning(film: Format, traced: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the clean nodes of trace nodes, where the film has light groups; whatever colours these have."""
    made = (Node(clean_stage(), node.segment, {}, (node, *node.upstream)) for node in traced)
    return tuple(made) if film.light_groups else ()


def developing(
    world: World, film: Format, traced: tuple[Node, ...], cleaned: tuple[Node, ...] = ()
) -> tuple[Node, ...]:
    """Return the develop nodes of trace nodes; they know the colours of light groups, and how pictures are finished."""
    from setpiece.render import groups

    document = {"gains": [list(gain) for gain in groups.gains(world.lights)]} if film.light_groups else {}
    finish = {name: getattr(world.shot, name) for name in FINISH}
    document |= {"finish": finish} if any(finish.values()) else {}
    return tuple(
        Node(develop_stage(), node.segment, document, (node, *node.upstream, *cleaned[k : k + 1]))
        for k, node in enumerate(traced)
    )


@lru_cache(maxsize=1)
def clean_stage() -> Stage:
    """Return the stage ``clean`` of this machine."""
    return Stage("clean", _clean, layers=LAYERS, libraries=LIBRARIES, machine=renderer_name())


@lru_cache(maxsize=1)
def develop_stage() -> Stage:
    """Return the stage ``develop`` of this machine."""
    return Stage("develop", _develop, layers=LAYERS, libraries=LIBRARIES, machine=renderer_name())


def _clean(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    yield from cleaned(upstream, lambda _: None)


def _develop(document: Json, upstream: tuple[Result, ...], segment: int) -> Iterator[Part]:  # noqa: ARG001
    yield from developed(document, upstream, lambda _: None)


def cleaned(upstream: tuple[Result, ...], known: "Known[Cleaned]") -> Iterator[Part]:
    """Yield the light groups of every frame of a traced segment, without noise, and the albedo beside them."""
    from setpiece.render.develop import cleaned as without_noise

    traced = upstream[0]
    process = rig_of(traced.document).process({}, threads=_share())

    def asked(work: ThreadPoolExecutor) -> Iterator[tuple[int, "Future[Cleaned]"]]:
        for frame, raw in raw_frames(traced):
            found = known(frame)
            yield frame, _there(found) if found else work.submit(without_noise, raw, process)

    for frame, made in _in_order(asked):
        yield f"light_{frame:06}", made.light
        yield f"albedo_{frame:06}", made.albedo


def cleaned_frames(result: Result) -> "Iterator[tuple[int, Cleaned]]":
    """Yield the frames of a clean result by number."""
    from setpiece.render.develop import Cleaned

    parts = result.stream()
    for (name, light), (_, albedo) in zip(parts, parts, strict=True):
        yield int(name.partition("_")[2]), Cleaned(light, albedo)


def developed(document: Json, upstream: tuple[Result, ...], known: "Known[NDArray]") -> Iterator[Part]:
    """Yield the picture of every frame of a traced segment; ``known(frame)`` gives one that need not be developed."""
    from setpiece.render.develop import develop, printed
    from setpiece.render.raw import same

    traced, simulated, *clean = upstream
    rig = rig_of(traced.document)
    lines, process = rig.inking(stored_trajectory(simulated)), rig.process(document, threads=_share())
    alike = same if not (clean or lines or process.finish.speckled) else lambda *_: False
    way: Callable[..., NDArray] = printed if clean else develop

    def asked(work: ThreadPoolExecutor) -> Iterator[tuple[int, "Future[NDArray]"]]:
        last: Any = None
        for frame, negative in cleaned_frames(clean[0]) if clean else raw_frames(traced):
            picture = known(frame)
            if picture is not None:
                yield frame, _there(picture)
                continue
            if last is None or not alike(negative, last[0]):
                last = negative, work.submit(way, negative, process, lines and lines(frame), frame=frame)
            yield frame, last[1]

    for frame, picture in _in_order(asked):
        yield f"picture_{frame:06}", picture


def _in_order(asked: "Asked[Kept]") -> Iterator[tuple[int, Kept]]:
    """Yield what was asked for, by frame, in order, a few frames behind the asking.

    Frames are worked on by threads of their own while the next one is traced: each leaves gaps that others fill.
    """
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="darkroom", initializer=_step_back) as work:
        pending: deque[tuple[int, Future[Kept]]] = deque()
        for one in asked(work):
            pending.append(one)
            if len(pending) > AHEAD:
                frame, made = pending.popleft()
                yield frame, made.result()
        for frame, made in pending:
            yield frame, made.result()


def _share() -> int:
    """Return how many threads a denoiser may have beside the others."""
    return max(1, (os.cpu_count() or 1) // AT_ONCE)


def _there(made: Kept) -> "Future[Kept]":
    """Return what is there already, as if it had been asked for."""
    done: Future[Kept] = Future()
    done.set_result(made)
    return done


def _step_back() -> None:
    """Let the other threads go first, where a thread can have a priority of its own; those it starts inherit it."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), PATIENCE)
