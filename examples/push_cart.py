"""A controller of your own: push a cart along its rail to a mark two metres away, and stop it there."""

from setpiece.physics.play import Play
from setpiece.world.document import Body, Joint, World

MARK = 2.0  # m
rail = Joint(kind="slide", anchor=(0, 0, 0.15), axis=(1, 0, 0), damping=0.5)
size = {"length": 0.3, "width": 0.2, "height": 0.1}
world = World(bodies=(Body(id="cart", family="box", params=size, position=(0, 0, 0.15), joint=rail, mass=4.0),))


def main() -> float:
    """Return where the cart stands after five seconds (m)."""
    play = Play(world, seed=7)
    cart = play.reset()["cart"]
    for _ in range(300):
        force = 16.0 * (MARK - cart.position[0]) - 12.0 * cart.velocity[0]  # a proportional-derivative law, N
        cart = play.step({"cart": (force, 0.0, 0.0)})["cart"]
    assert abs(cart.position[0] - MARK) < 0.01
    assert abs(cart.velocity[0]) < 0.01
    return cart.position[0]


if __name__ == "__main__":
    print(f"The cart stands at {main():.4f} m.")  # noqa: T201
