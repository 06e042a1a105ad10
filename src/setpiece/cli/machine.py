"""What of this machine Setpiece uses, and how to mend what is missing: ``setpiece doctor``."""

import shutil
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from setpiece.cli.screen import say, say_json


@dataclass(frozen=True)
class Finding:
    """One part of the machine. ``mend`` is empty where nothing needs mending; ``needed``: films fail without it."""

    part: str
    found: str
    mend: str = ""
    needed: bool = False


def tell_machine(*, as_json: bool) -> int:
    """Print the findings; return 1 if something is missing without which nothing can be filmed."""
    findings = [_python(), _processor(), _renderer(), _denoiser(), _codecs(), _disk(Path.cwd())]
    if as_json:
        say_json([asdict(finding) for finding in findings])
    else:
        width = max(len(finding.part) for finding in findings)
        for finding in findings:
            say(f"{finding.part:<{width}}  {finding.found}")
            if finding.mend:
                say(f"{'':<{width}}  -> {finding.mend}")
    return int(any(finding.needed and finding.mend for finding in findings))


def _python() -> Finding:
    found = "{}.{}.{}".format(*sys.version_info[:3])
    right = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Finding("Python", found, "" if right else "Use Python 3.11, 3.12 or 3.13.", needed=True)


def _processor() -> Finding:
    import os

    from setpiece.take.stage import instruction_set

    return Finding("processor", f"{os.cpu_count()} cores, {instruction_set()}")


def _renderer() -> Finding:
    from setpiece.render.backend import backend

    found = backend()
    if found.vectorised:
        return Finding("renderer", f"{found.variant}: {found.note}")
    return Finding("renderer", found.variant, found.note)


def _denoiser() -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return Finding("denoiser", f"Open Image Denoise, pyoidn {version('pyoidn')}")
    except PackageNotFoundError:
        return Finding("denoiser", "none", "pip install pyoidn", needed=True)


def _codecs() -> Finding:
    try:
        import av
    except ImportError as error:
        return Finding("codecs", f"none ({error})", "pip install av", needed=True)
    missing = [name for name in ("libx264", "aac") if name not in av.codecs_available]
    if missing:
        return Finding("codecs", f"PyAV {av.__version__}", f"{', '.join(missing)} missing: pip install av", needed=True)
    return Finding("codecs", f"H.264 and AAC, PyAV {av.__version__}")


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free / 2**30
    mend = "" if free > 2 else "A minute of film at 640x360 needs about 4 GiB while it is made."
    return Finding("disk", f"{free:.0f} GiB free here", mend)
