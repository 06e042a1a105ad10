"""Steps a scene by PyBullet or rapier3d, whichever this interpreter has, and prints its seconds of processor time.

Run by ``bench/physics.py`` with a peer's own Python: the scene as JSON on standard input, the peer's name and the
seconds of world as arguments. Needs nothing of Setpiece. One thread, steps of 1/600 s, sleep as the peer has it.
"""

import json
import sys
from collections.abc import Callable
from math import acos, sin
from time import process_time

STEPS = 600  # a second, as Setpiece's


def bullet(scene: dict) -> Callable[[], None]:
    import pybullet as p

    p.connect(p.DIRECT)
    p.setGravity(*scene["gravity"])
    p.setPhysicsEngineParameter(fixedTimeStep=1 / STEPS, numSubSteps=1)
    ground = p.createMultiBody(0, p.createCollisionShape(p.GEOM_PLANE))
    p.changeDynamics(ground, -1, lateralFriction=1.0, restitution=1.0)
    for body in scene["bodies"]:
        size = body["half"]
        shape = (
            p.createCollisionShape(p.GEOM_SPHERE, radius=size[0])
            if body["kind"] == "ball"
            else p.createCollisionShape(p.GEOM_BOX, halfExtents=size)
        )
        w, *xyz = body["rotation"]
        number = p.createMultiBody(body["mass"], shape, -1, body["position"], [*xyz, w])
        own = {"lateralFriction": body["friction"], "restitution": body["restitution"]}
        p.changeDynamics(number, -1, activationState=p.ACTIVATION_STATE_ENABLE_SLEEPING, **own)
        p.resetBaseVelocity(number, body["velocity"], [0, 0, 0])
    return p.stepSimulation


def rapier(scene: dict) -> Callable[[], None]:
    import rapier3d as r

    world = r.PhysicsWorld(gravity=tuple(scene["gravity"]))
    world.set_num_threads(1)
    world.integration_parameters.dt = 1 / STEPS
    world.add_collider(r.Collider.cuboid(1000.0, 1000.0, 1.0).translation(r.Vec3(0.0, 0.0, -1.0)).friction(1.0))
    for body in scene["bodies"]:
        made = r.RigidBody.dynamic() if body["mass"] else r.RigidBody.fixed()
        w, *xyz = body["rotation"]
        turn = 2 * acos(max(-1.0, min(1.0, w)))
        axis = [x / sin(turn / 2) * turn if turn else 0.0 for x in xyz]
        made = made.translation(r.Vec3(*body["position"])).rotation(r.Vec3(*axis))
        made = made.linvel(r.Vec3(*body["velocity"]))
        half = body["half"]
        shape = r.Collider.ball(half[0]) if body["kind"] == "ball" else r.Collider.cuboid(*half)
        shape = shape.friction(body["friction"]).restitution(body["restitution"])
        world.add_body(made, colliders=[shape.mass(body["mass"]) if body["mass"] else shape])
    return world.step


def main() -> None:
    scene, seconds = json.load(sys.stdin), float(sys.argv[2])
    step = {"PyBullet": bullet, "rapier3d": rapier}[sys.argv[1]](scene)
    begun = process_time()
    for _ in range(round(seconds * STEPS)):
        step()
    print(process_time() - begun)


if __name__ == "__main__":
    main()
