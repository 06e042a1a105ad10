"""The grid of a city's blocks and roads. Metres, world frame."""

from setpiece.render.patterns_road import ROAD

BLOCK = (84.0, 62.0)  # m along X and Y
PITCH = (BLOCK[0] + ROAD, BLOCK[1] + ROAD)  # m from one block to the next
LAMPS = (PITCH[0] / 4, PITCH[1] / 3)  # m from lamp to lamp along X and Y
END = 2500.0  # m: how far roads reach
