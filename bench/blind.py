"""Strips for a blind reading of films of other people's prompts: ``python bench/blind.py [--count 60] [--folder DIR]``.

Of the outside prompts (``../shared/cases/outside_prompts.jsonl``, not part of a checkout) those are taken in which no
word is unknown, in the order of the SHA-256 of their ids: an order that nobody chose, and that stays when prompts come
in by newly learned words. Each is staged as ``setpiece film`` stages it, and five frames of its film, evenly spaced
from the first to the last, are rendered and laid side by side, in time order from left to right. A strip is named by
its place in a second order, by the hash of "strip" and the id; a reader of the folder sees numbers and pictures alone.
The key (number, id, domain, prompt, clauses that hold) lies beside the folder, not in it. What is there already is not
filmed again; a prompt that cannot be staged is told, and the next one takes its place.

How transcripts are judged. Readers know that each strip is five moments of one short film, and nothing else. For each
number they write one sentence: who or what is seen, what it does, where. Someone else lays that sentence beside the
prompt and gives three marks, each right or wrong:

- subject: the thing the prompt is about is named, or a word that means the same kind ("a pitcher" for a jug; "a ball"
  for a marble is right, "an orange" for a basketball is wrong; colour and material count where the prompt names them
  and a picture can tell them);
- action: what happens is told: the verb of the prompt or one that shows the same motion. A prompt that only moves
  the camera is right if the change of view is told ("closer and closer", "from above"); one in which nothing happens
  is right if nothing is told to happen;
- setting: the place, or the time of day or weather, that the prompt names. Prompts that name none are left out.

``--judged READINGS MARKS`` writes shares, transcripts and marks to docs/blind_reading.md, so that anyone can judge
again; prompts stand there by their ids, since other people wrote them. Both files have a JSON object a line: ``strip``
with ``reading`` and ``flaws``; ``strip`` with ``subject``, ``action``, ``setting`` ("right", "wrong", "-") and ``why``.
"""

import argparse
import hashlib
import json
import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from setpiece.pipeline import Imagined
    from setpiece.world.format import Format

PROMPTS = Path(__file__).parents[2] / "shared" / "cases" / "outside_prompts.jsonl"
PAGE = Path(__file__).parents[1] / "docs" / "blind_reading.md"
MARKS = ("subject", "action", "setting")
AFTER = "\n## After\n"
ABOUT = (
    "Films of prompts that other people wrote, chosen by the hash of their ids among those without an unknown word,",
    "read by someone who saw five frames of each and no text, and judged by someone else (`bench/blind.py` says how).",
)
FRAMES = 5
GAP = 6  # white pixels between frames


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("films") / "blind")
    parser.add_argument("--size", default="384x216", help="of a frame")
    parser.add_argument("--quality", default="standard", choices=["draft", "standard", "final"])
    parser.add_argument(
        "--judged", type=Path, nargs=2, metavar=("READINGS", "MARKS"), help="write the page of a reading"
    )
    arguments = parser.parse_args()
    key_file = arguments.folder.with_name(arguments.folder.name + "_key.json")
    if arguments.judged:
        told = page(*map(rows_of, arguments.judged), json.loads(key_file.read_text("utf-8")))
        later = PAGE.read_text("utf-8").partition(AFTER) if PAGE.exists() else ("", "", "")
        PAGE.write_text(told + "".join(later[1:]), "utf-8")  # what was mended since then is told by hand
        return
    arguments.folder.mkdir(parents=True, exist_ok=True)
    known = json.loads(key_file.read_text("utf-8")) if key_file.exists() else {}
    pool = sorted(understood(), key=lambda row: hashed(row["id"]))
    done = 0
    for prompt in pool:
        if done == arguments.count:
            break
        if prompt["id"] not in known:
            known[prompt["id"]] = filmed(prompt, arguments)
            key_file.write_text(json.dumps(known, indent=1), "utf-8")
        done += known[prompt["id"]]["clauses"] is not None
    print(f"{done} strips of {len(pool)} prompts without an unknown word in {arguments.folder}, the key in {key_file}")


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def understood() -> Iterator[dict[str, Any]]:
    """Yield the prompts in which no word is unknown."""
    from setpiece.errors import InputError
    from setpiece.language.understand import understand

    for line in PROMPTS.read_text("utf-8").splitlines():
        prompt = json.loads(line)
        try:
            if not understand(prompt["prompt"]).unknown:
                yield prompt
        except InputError:
            continue


def filmed(prompt: dict[str, Any], arguments: argparse.Namespace) -> dict[str, Any]:
    """Write the strip of one prompt, and return its row of the key; no clauses mean that it could not be staged."""
    from PIL import Image

    import setpiece
    from setpiece.errors import InputError
    from setpiece.world.format import Format

    width, height = map(int, arguments.size.split("x"))
    form = Format(width=width, height=height, fps=Fraction(24), quality=arguments.quality)
    number = f"{int(hashed('strip ' + prompt['id'])[:10], 16) % 10**6:06}"
    row = {"strip": number, "domain": prompt["domain"], "prompt": prompt["prompt"], "clauses": None}
    begun = time.perf_counter()
    try:
        imagined = setpiece.imagine(prompt["prompt"])
    except InputError as error:
        print(f"{prompt['id']}: not staged: {error}", flush=True)
        return row
    staged = time.perf_counter() - begun
    verdicts, frames = seen(imagined, form)
    Image.fromarray(strip(frames)).save(arguments.folder / f"{number}.png")
    seconds = time.perf_counter() - begun
    print(f"{number} {staged:6.1f} s staged {seconds:6.1f} s in all {sum(verdicts)}/{len(verdicts)}", flush=True)
    return row | {"clauses": [sum(verdicts), len(verdicts)], "seconds": round(seconds, 1)}


def seen(imagined: "Imagined", form: "Format") -> tuple[list[bool], list[NDArray[np.uint8]]]:
    """Return which clauses hold, and the frames of a film as the film itself has them."""
    from setpiece.camera.moves import viewer
    from setpiece.clock import frame_count
    from setpiece.events.judge import judge_all
    from setpiece.physics.simulate import simulate
    from setpiece.render.develop import develop
    from setpiece.take.picture import FINISH, rig_of, scene_document
    from setpiece.world.format import framed

    world = imagined.world
    trajectory = simulate(world, world.duration * world.shot.speed + 1.0)
    verdicts = judge_all(imagined.clauses, world, trajectory, view_at=viewer(world, trajectory))
    form = framed(form, world.shot)
    rig = rig_of({"world": scene_document(world), "format": form.model_dump(mode="json")})
    pose, lines = rig.posing(trajectory), rig.inking(trajectory)
    process = rig.process({"finish": {name: getattr(world.shot, name) for name in FINISH}})
    pictures = []
    for frame in np.linspace(0, frame_count(world.duration, form.fps) - 1, FRAMES).round().astype(int).tolist():
        renderer, posed = rig.renderer(pose), pose(frame)
        ink = lines and lines(frame)
        pictures.append(develop(renderer.trace(posed), process, ink, frame=frame))
    return [v.verdict == "holds" for v in verdicts], pictures


def strip(frames: list[NDArray[np.uint8]]) -> NDArray[np.uint8]:
    """Return frames side by side (H, W, 3)."""
    gap = np.full((len(frames[0]), GAP, 3), 255, np.uint8)
    return np.concatenate([part for frame in frames for part in (frame, gap)][:-1], axis=1)


def rows_of(path: Path) -> dict[str, dict[str, str]]:
    """Return the objects of a file by the number of their strip."""
    return {row["strip"]: row for row in map(json.loads, path.read_text("utf-8").splitlines())}


def page(readings: dict[str, dict[str, str]], marks: dict[str, dict[str, str]], key: dict[str, dict[str, Any]]) -> str:
    """Return the page: shares of right marks, then every strip with its transcript and its marks."""
    ids = {row["strip"]: name for name, row in key.items()}
    lines = ["# A blind reading", "", *ABOUT, ""]
    for mark in MARKS:
        given = [row[mark] for row in marks.values() if row[mark] != "-"]
        lines.append(
            f"- {mark}: {given.count('right')} of {len(given)} right ({given.count('right') / len(given):.0%})"
        )
    whole = [all(row[mark] != "wrong" for mark in MARKS) for row in marks.values()]
    lines += [f"- nothing wrong: {sum(whole)} of {len(whole)} ({np.mean(whole):.0%})", ""]
    lines += ["| strip | prompt | transcript | what looked wrong | " + " | ".join(MARKS) + " | why |", "|---" * 8 + "|"]
    for number, row in sorted(readings.items()):
        told = [
            row["reading"],
            row.get("flaws", ""),
            *(marks[number][mark] for mark in MARKS),
            marks[number].get("why", ""),
        ]
        lines.append("| " + " | ".join([number, ids[number], *(text.replace("|", "/") for text in told)]) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
