"""How much of other people's prompts is understood and proved: ``python bench/words.py [--stage N]``.

Over the outside prompts (``../shared/cases/outside_prompts.jsonl``, not part of a checkout), overall and by domain:
prompts without an unknown word; those that name no liquid, person or animal, sorted by the words below; milliseconds
to understand. With ``--stage``, every fully understood prompt is staged and its clauses are judged, at most N
candidates each. Last, the commonest words that stand in the way.
"""

import argparse
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from setpiece.errors import InputError
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


@dataclass(frozen=True)
class Row:
    """One prompt: where it comes from, what is not understood of it, and what became of its clauses."""

    domain: str
    plain: bool  # names nothing that flows or lives
    unknown: tuple[str, ...]
    seconds: float
    proved: bool | None = None  # all clauses hold; None: not staged


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--stage", type=int, default=0, metavar="N", help="candidates for each understood prompt")
    candidates = arguments.parse_args().stage
    if not PROMPTS.exists():
        sys.exit(f"{PROMPTS} is not part of this checkout: nothing to measure.")
    prompts = [json.loads(line) for line in PROMPTS.read_text("utf-8").splitlines()]
    understand("warm")  # the lexicon is read once a process
    rows = [read(prompt["prompt"], prompt["domain"], candidates) for prompt in prompts]
    table(rows)
    blockers = Counter(word for row in rows for word in set(row.unknown))
    print("\nin the way: " + ", ".join(f"{word} {count}" for word, count in blockers.most_common(40)))


def read(prompt: str, domain: str, candidates: int) -> Row:
    """Understand one prompt, and stage it if nothing of it is unknown."""
    begun = time.perf_counter()
    try:
        script = understand(prompt)
    except InputError:
        return Row(domain, False, ("(too long)",), time.perf_counter() - begun)
    seconds = time.perf_counter() - begun
    unknown = tuple(token.text.lower() for token in script.tokens if token.status == "unknown")
    proved = holds(script, candidates) if candidates and not unknown else None
    return Row(domain, not names(prompt, (*FLOWING.split(), *LIVING.split())), unknown, seconds, proved)


def names(prompt: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a prompt."""
    return not set(words).isdisjoint(re.findall(r"[a-z]+", prompt.lower()))


def holds(script: object, candidates: int) -> bool:
    """Tell whether every clause holds in the world that staging makes, required or not."""
    from setpiece.camera.moves import viewer
    from setpiece.events.judge import judge_all
    from setpiece.physics.simulate import simulate
    from setpiece.staging import stage as staging

    staging.CANDIDATES = candidates
    try:
        staged = staging.stage(script)
    except InputError:
        return False
    world = staged.world
    trajectory = simulate(world, world.duration * world.shot.speed)
    verdicts = judge_all(staged.clauses, world, trajectory, view_at=viewer(world, trajectory))
    return bool(verdicts) and all(verdict.verdict == "holds" for verdict in verdicts)


def table(rows: list[Row]) -> None:
    """Print one line a domain, and all of them together, without and with what flows and lives."""
    print(f"{'':24} {'prompts':>8} {'understood':>14} {'proved':>14} {'median ms':>10} {'worst ms':>9}")
    domains = sorted({row.domain for row in rows})
    groups = [(domain, [row for row in rows if row.domain == domain]) for domain in domains]
    groups += [("neither flows nor lives", [row for row in rows if row.plain]), ("all", rows)]
    for name, group in groups:
        understood = [row for row in group if not row.unknown]
        staged = [row for row in group if row.proved is not None]
        proved = share(sum(bool(row.proved) for row in staged), len(group)) if staged else "-"
        times = [1000 * row.seconds for row in group]
        print(
            f"{name:24} {len(group):8} {share(len(understood), len(group)):>14} {proved:>14} "
            f"{statistics.median(times):10.1f} {max(times):9.1f}"
        )


def share(part: int, whole: int) -> str:
    return f"{part} ({100 * part / whole:.0f} %)"


if __name__ == "__main__":
    main()
