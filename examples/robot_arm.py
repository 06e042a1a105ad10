"""A robot of your own: load its file, push one joint by its name, and read its angle."""

from pathlib import Path

from setpiece.assets.assembly import assemble
from setpiece.assets.importing import read_model
from setpiece.assets.own import wish
from setpiece.physics.play import Play
from setpiece.world.document import World

ARM = Path(__file__).with_name("arm.xml")


def main() -> float:
    """Return by how much the elbow gives way to a torque of 1.5 N m (rad); its servo has 15 N m/rad."""
    arm = assemble("model", "arm", position=(0.0, 0.0, 0.0), model=read_model(wish(f"arm={ARM}")))
    play = Play(World(bodies=arm.bodies), seed=0)
    for _ in range(120):  # two seconds: the servos hold it at home, where the elbow stands at 1.2 rad
        play.step()
    before, _ = play.joint("elbow")
    for _ in range(120):
        play.step({"elbow": 1.5})
    after, speed = play.joint("elbow")
    assert abs(speed) < 1e-2
    assert 0.05 < after - before < 0.15
    return after - before


if __name__ == "__main__":
    print(f"The elbow gives way by {main():.3f} rad.")  # noqa: T201
