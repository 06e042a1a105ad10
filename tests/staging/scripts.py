"""Small scripts for the tests of staging, as the grammar would write them, and what comes of a sentence."""

from setpiece.camera.moves import viewer
from setpiece.certificate.laws import audit
from setpiece.events.judge import judge_all
from setpiece.language.script import Camera, CameraMove, Entity, Happening, Relation, Script, Setting
from setpiece.language.understand import understand
from setpiece.physics.simulate import simulate
from setpiece.staging.stage import stage

BALL = Entity(id="ball", thing="ball", material="rubber")
TABLE = Entity(id="table", thing="table")

ROLLS_OFF = Script(
    prompt="A rubber ball rolls off a table and bounces on the stone floor.",
    entities=(BALL, TABLE),
    happenings=(
        Happening(verb="roll", subject="ball", path="off", place="table"),
        Happening(verb="bounce", subject="ball", path="on", place="ground", after=0),
    ),
    setting=Setting(ground="stone"),
)
DOMINOES = Script(
    prompt="A marble rolls down a ramp and knocks over five dominoes.",
    entities=(
        Entity(id="marble", thing="marble"),
        Entity(id="ramp", thing="ramp"),
        Entity(id="domino", thing="domino", count=5),
    ),
    happenings=(
        Happening(verb="roll", subject="marble", path="down", place="ramp"),
        Happening(verb="knock_over", subject="marble", object="domino", after=0),
    ),
)
STILL_LIFE = Script(
    prompt="A bottle stands on a table beside a glass; the camera orbits once.",
    entities=(Entity(id="bottle", thing="bottle"), TABLE, Entity(id="glass", thing="glass")),
    relations=(
        Relation(kind="on", subject="bottle", objects=("table",)),
        Relation(kind="beside", subject="glass", objects=("bottle",)),
    ),
    camera=Camera(moves=(CameraMove(kind="orbit", amount=1.0),)),
)
TOO_OFTEN = Script(
    prompt="A ball bounces four thousand times on the floor.",
    entities=(BALL,),
    happenings=(Happening(verb="bounce", subject="ball", path="on", place="ground", count=4000),),
)


def comes_true(prompt, predicates):
    """Assert that a sentence is staged so that all it claims holds, these predicates among it, and no law breaks."""
    staged, trajectory, verdicts = filmed(prompt)
    assert [law.name for law in audit(staged.world, trajectory) if not law.holds] == []
    assert [v.evidence for v in verdicts if v.verdict != "holds"] == []
    assert predicates <= {v.clause.predicate for v in verdicts}


def filmed(prompt):
    """Return how a sentence without an unknown word is staged, its trajectory and its verdicts."""
    script = understand(prompt)
    assert [t.text for t in script.tokens if t.status == "unknown"] == []
    staged = stage(script)
    world = staged.world
    trajectory = simulate(world, world.duration * world.shot.speed)
    return staged, trajectory, judge_all(staged.clauses, world, trajectory, view_at=viewer(world, trajectory))
