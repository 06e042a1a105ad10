"""How bodies that move by themselves move: gaits on the ground, in the air and in water, as functions of time."""
