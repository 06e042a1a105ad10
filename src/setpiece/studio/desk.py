"""The desk behind the page: one take, one job at a time, and what the page may know of both.

Jobs run in a thread of their own; the page asks for ``state`` while they do. Nothing here knows of HTTP.
"""

import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from setpiece import editing, pipeline
from setpiece.edits.clicks import Click
from setpiece.errors import InputError
from setpiece.progress import Progress
from setpiece.take import history
from setpiece.take.folder import Take
from setpiece.take.stage import Json

if TYPE_CHECKING:
    from setpiece.world.edit import Edit

FILMS = {"film.mp4": "video/mp4", "before.mp4": "video/mp4", "difference.mp4": "video/mp4", "poster.png": "image/png"}


class Desk:
    """Holds a take, the film of the version before, and the running job."""

    def __init__(self, take: Take) -> None:
        """Take a seat; nothing runs."""
        self.take = take
        self._before = Path(tempfile.mkdtemp(prefix="setpiece-before-"))
        self._claim = threading.Lock()
        self._progress: Json | None = None
        self._error = ""
        self._job: threading.Thread | None = None

    def close(self) -> None:
        """Wait for the job, and clear up."""
        if self._job is not None:
            self._job.join()
        shutil.rmtree(self._before, ignore_errors=True)

    def file(self, name: str) -> Path | None:
        """Return the path of one of ``FILMS``, None if there is no such file now."""
        folder = self._before if name == "before.mp4" else self.take.folder
        path = folder / ("film.mp4" if name == "before.mp4" else name)
        return path if name in FILMS and path.is_file() else None

    def state(self) -> Json:
        """Return what the page shows beside the film."""
        take = self.take
        film, world = take.framed, history.world_now(take)
        versions = [
            {
                "id": row["id"],
                "parent": row["parent"],
                "said": _said(row["edit"]),
                "python": row["edit"].get("python", ""),
            }
            for row in take.history
        ]
        return {
            "folder": str(take.folder),
            "head": history.head_of(take),
            "versions": versions,
            "width": film.width,
            "height": film.height,
            "fps": float(film.fps),
            "seconds": world.duration,
            "busy": self._claim.locked(),
            "progress": self._progress,
            "error": self._error,
            "films": [name for name in FILMS if self.file(name)],
            "proof": _short(take.certificate.get("edit")),
        }

    def why(self, click: Click) -> Json:
        """Return why a pixel is so, with the command that asks the same."""
        told = editing.why(self.take, click)
        return told | {"command": f"setpiece why {self.take.folder} --click {click.x:g},{click.y:g}@{click.time:g}"}

    def edit(self, sentence: str, click: Click | None) -> Json:
        """Start an edit in words, and return the equal command.

        Raises:
            InputError: it is unclear or impossible, or a job is running.
        """
        if self._claim.locked():
            raise InputError("The take is being filmed. Wait for it.")
        pipeline.edit_for(self.take, sentence, click=click)
        self._start(lambda report: pipeline.revise(self.take, sentence, click=click, report=report))
        at = f" --click {click.x:g},{click.y:g}@{click.time:g}" if click else ""
        return {"command": f'setpiece edit {self.take.folder} "{sentence}"{at}'}

    def drag(self, start: Click, x: float, y: float) -> Json:
        """Start moving the thing under a click along its support to another pixel, and return the equal Python."""
        made: Edit = editing.dragged(self.take, start, x, y)
        self._start(lambda report: pipeline.revise(self.take, made, report=report))
        from setpiece.world.edit import python_of

        return {"command": python_of(made)}

    def show(self, version: int) -> Json:
        """Start showing another version, and return the equal command."""
        history.version(self.take, version)
        self._start(lambda report: pipeline.show(self.take, version, report=report))
        return {"command": f"setpiece.pipeline.show(take, {version})"}

    def walk(self, way: str) -> Json:
        """Start an undo or a redo, and return the equal command."""
        version = (history.undone if way == "undo" else history.redone)(self.take)
        self.show(version)
        return {"command": f"setpiece {way} {self.take.folder}"}

    def _start(self, job: Callable[[Callable[[Progress], None]], object]) -> None:
        """Run a job in the background, keeping the film that is there for the wipe."""
        if not self._claim.acquire(blocking=False):
            raise InputError("The take is being filmed. Wait for it.")
        self._error, self._progress = "", None
        if self.take.film.is_file():
            shutil.copyfile(self.take.film, self._before / "film.mp4")

        def run() -> None:
            try:
                job(self._note)
            except InputError as error:
                self._error = str(error)
            except Exception as error:  # noqa: BLE001 - the thread's last line of defence; the page shows it
                self._error = f"a mistake of Setpiece's own: {type(error).__name__}: {error}"
            finally:
                self._progress = None
                self._claim.release()

        self._job = threading.Thread(target=run, name="job")
        self._job.start()

    def _note(self, progress: Progress) -> None:
        self._progress = {"stage": progress.stage, "done": progress.done, "total": progress.total}


def _said(edit: Json) -> str:
    return str(edit.get("sentence") or edit.get("prompt") or edit.get("world") or "changed by path")


def _short(proof: Json | None) -> Json | None:
    """Return the figures of a proof without its long lists."""
    if not proof or "raw" not in proof:
        return None
    kept = ("could_differ", "differ", "outside_that_differ", "pixels")
    return {"holds": proof["holds"], "chains": proof["chains"][:12], "raw": {name: proof["raw"][name] for name in kept}}
