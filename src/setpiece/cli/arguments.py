"""Arguments and options that several verbs share."""

from pathlib import Path
from typing import Annotated

import typer

FOLDER = Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help="The folder of a take.")]
JSON = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
