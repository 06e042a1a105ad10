"""From a World to a Trajectory."""
