"""Whatever is typed wrong: exit code 2, one line that says what to write instead, and never a traceback."""

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from setpiece.cli import run

ROOT = Path(__file__).parents[2]
PROMPT = "A red ball falls."
WORLD = {
    "version": 1,
    "bodies": [{"id": "ball", "family": "ball", "position": [0, 0, 1]}],
    "shot": {"eye": [0, -3, 1], "target": [0, 0, 0.5]},
}


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run_here(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run(list(arguments))
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return run_here


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--seconds", "0"], "more than 0"),
        (["--seconds", "-5"], "more than 0"),
        (["--seconds", "1e9"], "at most 36000"),
        (["--seconds", "nan"], "a number"),
        (["--seconds", "five"], "a number"),
        (["--size", "0x0"], "nearest is 16x16"),
        (["--size", "7x99999"], "nearest is 16x4320"),
        (["--size", "641x361"], "nearest is 642x362"),
        (["--size", "big"], "WIDTHxHEIGHT"),
        (["--size", "640"], "WIDTHxHEIGHT"),
        (["--size", "99999999999999999999x2"], "WIDTHxHEIGHT"),
        (["--fps", "0"], "one of"),
        (["--fps", "-24"], "one of"),
        (["--fps", "1/0"], "one of"),
        (["--fps", "fast"], "one of"),
        (["--fps", "nan"], "one of"),
        (["--fps", "26"], "for example 25"),
        (["--quality", "finall"], "Did you mean 'final'?"),
        (["--seed", "-1"], "a whole number"),
        (["--seed", "1.5"], "a whole number"),
        (["--seed", str(2**63)], "a whole number"),
    ],
)
def test_wrong_options(call, options, said):
    code, out, err = call("film", PROMPT, *options)
    assert (code, out) == (2, "")
    assert said in err and len(err.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["film"], ["film", PROMPT, "--sise", "1x1"], ["fil"], ["state", "x"]])
def test_wrong_commands(call, arguments):
    code, out, err = call(*arguments)
    assert code == 2 and err and not out


@pytest.mark.parametrize(
    "prompt",
    ["", "   ", "\n", "a ball " * 15000, "🎈🎈🎈", "<script>alert(1)</script>", "; rm -rf / `id` $(id) | tee x",
     "\udcff ball", "%q %n {qx} {x}", "\x00\x1b[2J", "qwertz uiop asdf"],
    ids=["empty", "blank", "newline", "100kB", "emoji", "html", "shell", "bytes", "format", "control", "nonsense"],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["film", "understand"])
def test_prompts_that_name_nothing(call, verb, prompt):
    code, out, err = call(verb, prompt)
    assert code == 2
    assert not (verb == "film" and out)
    assert err or out
    assert all(len(line) < 400 for line in err.splitlines())
    assert not list(Path().iterdir())  # nothing was written, least of all what the shell words say


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "line 1"),
        ("[]", "object"),
        ("{}", "version"),
        (json.dumps(WORLD | {"version": 99}), "version"),
        (json.dumps(WORLD | {"gravitas": 1}), "gravitas"),
        (json.dumps(WORLD | {"duration": -1}), "duration"),
        (json.dumps(WORLD | {"bodies": [{"id": "x", "family": "bal", "position": [0, 0, 1]}]}), "Did you mean 'ball'?"),
        (json.dumps(WORLD | {"bodies": [WORLD["bodies"][0] | {"position": [0, 0]}]}), "position"),
        ('{"version": 1, "duration": NaN}', "finite"),
    ],
)
def test_wrong_worlds(call, content, said):
    Path("world.json").write_text(content)
    ways = [call("film", "world.json")]
    if content.startswith("{"):  # on stdin, anything else is a sentence
        ways.append(call("film", "-", stdin=content.encode()))
    for code, out, err in ways:
        assert (code, out) == (2, "")
        assert said in err


def test_missing_and_unreadable_worlds(call):
    assert call("film", "nowhere.json")[0] == 2
    Path("folder.json").mkdir()
    assert call("film", "folder.json")[0] == 2
    Path("binary.json").write_bytes(bytes(range(256)))
    assert call("film", "binary.json")[0] == 2
    assert call("film", "-", stdin=b"\xff\xfe ball")[0] == 2


def test_places_that_cannot_hold_a_take(call):
    Path("file").write_text("mine")
    Path("full").mkdir()
    Path("full/thesis.txt").write_text("mine")
    for place, said in (("file", "is a file"), ("file/below", "is a file"), ("full", "no take"), ("/proc/x", "/proc")):
        code, out, err = call("film", PROMPT, "-o", place)
        assert (code, out) == (2, "")
        assert said in err
    assert Path("file").read_text() == "mine" and [path.name for path in Path("full").iterdir()] == ["thesis.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(call):
    Path("closed").mkdir(mode=0o555)
    code, _, err = call("film", PROMPT, "-o", "closed/take")
    assert code == 2 and "permission" in err


@pytest.mark.parametrize(
    "arguments", [["state", "nowhere", "--time", "1"], ["certify", "nowhere"], ["things", "flurblegurk"]]
)
def test_nothing_there(call, arguments):
    code, out, err = call(*arguments)
    assert (code, out) == (2, "") and err


def test_a_mistake_of_our_own_is_one_line_and_a_report(call, monkeypatch):
    import setpiece.assets.catalogue as catalogue

    monkeypatch.setattr(catalogue, "THINGS", None)
    code, out, err = call("things")
    assert (code, out) == (70, "")
    report = Path(err.split("with the file ")[1].strip().rstrip("."))
    assert "Traceback" in report.read_text() and "setpiece ['things']" in report.read_text()
    report.unlink()


def test_stopping_says_how_to_go_on(call, monkeypatch):
    import setpiece.cli.telling as telling

    def interrupted(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(telling, "tell_things", interrupted)
    code, _, err = call("things")
    assert code == 130 and len(err.splitlines()) == 1


def test_a_reader_that_has_seen_enough_is_no_error():
    code = "import sys; from setpiece.cli import run; sys.exit(run(['things', '--json']))"
    command = f'"{sys.executable}" -c "{code}" | head -c 10; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT / "src")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_goes_while_we_write_is_no_error(monkeypatch):
    class Gone(io.StringIO):
        def write(self, text):  # noqa: ARG002
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr(sys, "stdout", Gone())
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert run(["things", "--json"]) == 0
    sys.stdout.close()  # where what is left goes: nowhere


def test_help_is_quick():
    code = "import sys; from setpiece.cli import run; sys.exit(run(['--help']))"
    times = []
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT / "src")
        times.append(time.perf_counter() - start)
    assert done.returncode == 0 and "film" in done.stdout
    assert min(times) < 1.5  # 0.15 s here; a machine under load is given ten times as much


@pytest.mark.slow
@pytest.mark.parametrize("wait", [0.0, 1.0, 3.0])
def test_ctrl_c_at_any_time_ends_with_one_line(tmp_path, wait):
    (tmp_path / "world.json").write_text(json.dumps(WORLD | {"duration": 20.0}))
    code = "from setpiece.cli import main; main()"
    command = [sys.executable, "-c", code, "film", "world.json", "-o", "take", "--size", "96x54", "--quality", "draft"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "take" / ".store").exists():
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(wait)
    process.send_signal(signal.SIGINT)
    err = process.communicate()[1]
    assert process.returncode == 130 and len(err.splitlines()) == 1
