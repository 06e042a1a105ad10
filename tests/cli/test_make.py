"""``make film`` hands the prompt on as data: neither make nor a shell may read it as code."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ECHO = "#!/bin/sh\ncat\n"  # stands in for the program: prints what comes on stdin


@pytest.fixture
def make(tmp_path):
    """Return a function that runs the Makefile in a folder whose program only repeats its prompt."""
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    program = tmp_path / ".venv" / "bin" / "setpiece"
    program.write_text(ECHO)
    program.chmod(0o755)
    (tmp_path / "scripts").mkdir()
    for name in ("requirements.lock", "pyproject.toml", "scripts/set_up"):
        (tmp_path / name).write_text("")
    (tmp_path / ".venv" / ".ready").write_text("")

    def run(prompt=None, *, by_environment=False):
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
        arguments = ["make", "film"]
        if prompt is not None and by_environment:
            environment["PROMPT"] = prompt
        elif prompt is not None:
            arguments.append(f"PROMPT={prompt}")
        return subprocess.run(arguments, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)

    return run


@pytest.mark.parametrize("by_environment", [False, True])
@pytest.mark.parametrize(
    "prompt",
    [
        "A ball; touch pwned; `touch pwned` $(touch pwned) ${HOME} $HOME $$ | & > pwned",
        "A ball $(shell touch pwned) $(eval X := $(shell touch pwned)) $@ $<",
        """It's a "red" ball # not a comment = no assignment := neither \\ nor an escape \\""",
        "two\nlines\tand %s %d \\n",
        "ein roter Ball 🎈 fällt",
        "-n --help -o /tmp",
        "x" * 100_000,
    ],
    ids=["shell", "make", "quotes", "lines", "unicode", "options", "100kB"],
)
def test_the_prompt_arrives_as_it_was_written(make, tmp_path, prompt, by_environment):
    assert make(prompt, by_environment=by_environment).stdout == prompt
    assert not (tmp_path / "pwned").exists()


def test_without_a_prompt_it_films_the_example(make):
    assert make().stdout == "A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset."


def test_an_empty_prompt_stays_empty(make):
    assert make("").stdout == ""
