"""What a person sees while it works: progress on stderr where that is a terminal, silence where it is not."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from setpiece.progress import Progress, Report, silent

WORDS = {
    "understand": "reading the sentence",
    "stage": "setting the scene",
    "meter": "metering the light",
    "simulate": "simulating",
    "film": "filming",
    "trace": "tracing light",
    "clean": "taking the noise out",
    "develop": "developing",
    "sound": "making the sound",
    "encode": "encoding",
    "layers": "taking the picture apart",
    "certify": "checking the laws",
}


@contextmanager
def progress_bars(interrupts: Sequence[int]) -> Iterator[Report]:
    """Give a callback that draws a bar per stage with what is done, how much there is, and the time left.

    Whoever reports after a Ctrl-C (``interrupts`` is not empty) is stopped there, should it not have stopped before.
    """
    with _bars() as draw:

        def report(progress: Progress) -> None:
            if interrupts:
                raise KeyboardInterrupt
            draw(progress)

        yield report


@contextmanager
def _bars() -> Iterator[Report]:
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description:>22}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )
    tasks: dict[str, int] = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:

        def draw(report: Progress) -> None:
            if report.stage not in tasks:
                words = WORDS.get(report.stage, report.stage)
                tasks[report.stage] = bars.add_task(words, total=report.total, note=report.note)
            bars.update(tasks[report.stage], completed=report.done, total=report.total, note=report.note)

        yield draw


def warn(line: str) -> None:
    """Write one line to stderr."""
    sys.stderr.write(line + "\n")


def say(text: str) -> None:
    """Write a result to stdout."""
    sys.stdout.write(text + "\n")


def say_json(content: object) -> None:
    """Write a result as JSON to stdout."""
    import json

    say(json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False))
