"""The table of laws: what each says, its unit and bound, and why the bound is what it is.

``docs/laws.md`` is this table; ``python -m setpiece.certificate.table`` prints it anew.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One law. A value above the bound breaks it."""

    id: str
    name: str
    meaning: str
    unit: str
    bound: float
    derivation: str


_RULES = (
    Rule(
        "finite", "Every number is a number",
        "Positions, rotations, speeds, impulses and energies are finite. Value: how many are not.",
        "numbers", 0.0,
        "Exact.",
    ),
    Rule(
        "unit_rotation", "Rotations are rotations",
        "Every quaternion has length one, so that no body is sheared or scaled. Value: the worst difference from one.",
        "1", 1e-9,
        "The solver normalises after every step; the change of frame to the body's own is two products of unit "
        "quaternions, a few rounding errors of 1.1e-16 each. 1e-9 is far above that and a millionth of a pixel.",
    ),
    Rule(
        "permanence", "Things stay what and where they are",
        "Every body of the world is there at all times, and none jumps: between two samples its centre moves by the "
        "mean of its speeds there, and turns no further than its angular momentum lets it. What impulses within the "
        "interval allow besides is taken off. A driven body goes and turns at most 1.5 times as far as the "
        "greatest of its speeds at both ends and a sample beyond each tells. Value: the worst excess.",
        "m", 1e-5,
        "With velocity v(t) in an interval of h, the way differs from h (v0 + v1) / 2 by at most h/2 times the sum of "
        "all sudden changes of v, which the impulses give (for a link, also the blows that its joints hand on); steady "
        "acceleration gives no difference. What is left "
        "is rounding (1e-13 m) and what changes within an interval without showing in its sums, such as the turn of a "
        "contact's normal: 2e-6 m in a row of falling dominoes.",
    ),
    Rule(
        "fixed_still", "What is fixed does not move",
        "Fixed bodies stand at the pose their document gives, at all times. Value: the worst distance.",
        "m", 1e-9,
        "Nothing moves them; their pose is computed once. Rounding of metres is 1e-15.",
    ),
    Rule(
        "driven_as_told", "Driven bodies do what their part says",
        "The segments of animals and people are at all times where the document's performance has them, worked out "
        "anew from it. Their motion is prescribed: what would drive it (muscles, the ground under their feet) is not "
        "solved, so the laws of momentum, flight and named forces leave them out. Value: the worst distance.",
        "m", 1e-9,
        "Both are the same function of time; rounding of metres is 1e-15.",
    ),
    Rule(
        "joints_hold", "Joints hold together",
        "The anchor of a joint is at the same place on both bodies (on the axis, for a slide), and a hinge's axis "
        "points the same way on both. Value: the distance, or the axes' angle times the body's size.",
        "m", 1e-6,
        "Joints are coordinates, not constraints: the two places are one by construction, up to rounding.",
    ),
    Rule(
        "overlap_rest", "Things at rest do not sink into each other",
        "How deep two shapes overlap while both stand still (below 1 cm/s), measured anew from the poses by collision "
        "detection that the solver has no part in. Value: the worst depth.",
        "m", 5e-4,
        "A resting contact is a stiff spring with a time constant of 4 ms: it gives g (4 ms)^2 = 0.16 mm under one "
        "body's weight, less what the impedance of 0.95 and more takes off; 0.5 mm allows for what stands on it.",
    ),
    Rule(
        "overlap_moving", "Moving things do not pass into each other",
        "The same of pairs in which something moves. Value: the worst depth.",
        "m", 2e-3,
        "Impacts are met at their own time within a step, so a body enters another only by what it accelerates within "
        "one step of 1/600 s and by the give of the contact's spring under blows and pressure: 2 mm.",
    ),
    Rule(
        "third_law", "Each force has its opposite",
        "What a body got from contacts, by its own book, is the sum of what pairs exchanged: every line of the tables "
        "of impacts and touches acts on one body and oppositely on the other. Value: the worst difference, as speed.",
        "m/s", 2e-4,
        "Both books are sums of the same numbers in another order: rounding. A body asleep rests on its support "
        "without a line in the table and is left out (things fall asleep at samples alone, so that an interval with "
        "sleep in it begins or ends with it); in the step in which it falls asleep its support takes its last "
        "speed the same way, which is below MuJoCo's threshold of 1e-4 m/s, twice at most in an interval.",
    ),
    Rule(
        "momentum", "Momentum changes by impulses alone",
        "For every body that is not driven and every sample interval, m dv = contacts + other + m g dt. Value: what is "
        "left over, as speed.",
        "m/s", 1e-6,
        "The solver advances free bodies by exactly these terms: rounding (1e-14). A jointed body's other impulse is "
        "what its joint must have given, so there the law says only that the books are complete.",
    ),
    Rule(
        "angular_momentum", "Angular momentum changes by torques alone",
        "For every body and interval, the change of R I R^T w (world frame, about the centre of mass) is the sum of "
        "torques of contacts and others. Value: what is left over, as speed of the body's farthest point were it to "
        "turn by that about its axis of greatest inertia.",
        "m/s", 1e-6,
        "Angular momentum is advanced exactly, by the torques in the book; reading it back from spin and attitude "
        "leaves rounding (1e-13).",
    ),
    Rule(
        "impact_momentum", "An impact hands over what it takes",
        "At every impact, a free body's momentum jumps by exactly the impulses of its partners at that time. As each "
        "impulse acts oppositely on both, the pair's sum is kept. Value: the worst difference, as speed.",
        "m/s", 1e-6,
        "The jump in the knot and the impulse in the table come from one solution: rounding.",
    ),
    Rule(
        "named_forces", "No force without a name",
        "A free body gets impulses from gravity, from contacts, from the air, from ropes and springs, and from the "
        "actions of its world (a push, a hand, a motor) while they last; from nothing else. Value: the greatest "
        "impulse without a name, over the mass.",
        "m/s", 1e-9,
        "Exact: no such term exists; rounding of sums.",
    ),
    Rule(
        "ties_hold", "Ropes do not stretch",
        "A rope that is not broken is never longer than it is, over a wheel with what lies on the rim. Value: the "
        "greatest excess.",
        "m", 0.01,
        "Swinging ropes keep their length to third order of the step: 1e-7 m. A rope that is caught by a fall at v is "
        "taut within a step: v / 1200 s, 5 mm at 6 m/s, which then comes back.",
    ),
    Rule(
        "ties_pull", "Ropes and springs pull along themselves",
        "What a free body on ropes or springs gets from nobody else is along them, and no rope pushes; a broken one "
        "gives nothing. Value: what is left beside them, beyond their own turn in the interval, over the mass.",
        "m/s", 1e-3,
        "Directions are those at both samples; their mean is right to the second order of their turn, which at 10 "
        "rad/s is (10/120)^2 / 12 = 6e-4 of the pull's impulse, 0.08 m/s under its weight: 5e-5.",
    ),
    Rule(
        "air_forces", "Air resists by shape and speed",
        "In a world with air, a free body's book of the air is what drag, lift, the lift of spin and buoyancy of its "
        "shape give at its speed through the air, worked out anew from the samples. Value: the worst difference in "
        "an interval beyond half of what the force itself changes in it, over the mass.",
        "m/s", 0.03,
        "The mean of the forces at both samples is right to h^3 F'' / 12 m; blows inside are left out. A leaf that "
        "flutters changes its force (10 m/s2) within 50 ms: F'' / m = 4e4 m/s4 and 2e-3 m/s; a sheet that tumbles "
        "edge on turns within 10 ms and is slowed by 100 m/s2: 0.02. At its sinking speed the air gives 0.08.",
    ),
    Rule(
        "air_work", "Air only takes",
        "Seen by the air that moves past it, air takes energy from every body and gives none: the work of its book, "
        "less buoyancy, in every interval. Value: the greatest gain, over the energy in play of that body (kinetic, "
        "seen by the air, and what its weight gives in an interval).",
        "1", 0.02,
        "Drag and friction oppose the way, lift is across it. Work is taken with the mean of the speeds at both "
        "samples; their change in between, times the change of the force, leaves a hundredth of the energy that an "
        "interval of 1/120 s turns over.",
    ),
    Rule(
        "friction_cone", "Friction stays within Coulomb's cone",
        "The tangential part of every impulse is at most the pair's friction times its normal part. "
        "Value: the excess over the normal part.",
        "1", 0.02,
        "One contact obeys to rounding. A line in the table is the sum over a pair's contact points with the mean of "
        "their normals; where these differ by an angle a, normal parts show as tangential by at most tan a: "
        "the facets of a round thing's shape meet at a degree, 0.02.",
    ),
    Rule(
        "restitution", "Blows rebound as their materials say",
        "The speed of separation over that of approach is the pair's restitution, for impacts of free round bodies "
        "above 0.1 m/s with one partner at a time; all others separate no faster than they met. "
        "Value: the worst excess.",
        "1", 0.005,
        "Newton's law is solved to 1e-13 of the impulse at the time of contact. What differs is the mean over the "
        "points of a pair: below 0.005.",
    ),
    Rule(
        "energy", "Energy is never created",
        "Kinetic and potential energy, less the work of actions, plus what impacts took, never rises: friction may "
        "only take from it. Value: the greatest rise above what it was before, less what contacts may hold as springs "
        "(the weight of all that moves times 0.05 mm), over the energy in play (the greatest kinetic energy so far, or "
        "the span of the potential).",
        "1", 1e-3,
        "Free flight keeps energy to rounding; attitude and joints are of fourth order: a swing of a second at 1/600 s "
        "keeps 1e-8 of it, five clicking balls 2e-6. Contact forces are held over a step of h, an "
        "error of at most m (g h)^2 / 2 = 1.3e-4 J/kg where a contact begins or ends: 1e-3 of a fall of 1.4 cm.",
    ),
    Rule(
        "breaking_momentum", "What breaks keeps its momentum",
        "As a thing breaks, the sums of its pieces' momenta, and of their angular momenta about its centre, are what "
        "it had itself right after the blow. Value: the worst difference, as speed of its centre or of its rim.",
        "m/s", 1e-9,
        "Pieces begin with the motion of the one rigid body that they were, and its mass and inertia are the sums of "
        "theirs: rounding (1e-15 of it).",
    ),
    Rule(
        "breaking_energy", "Cracks are paid for",
        "The energy of the cracks is not negative, the blow has lost at least that much, and the pieces move with no "
        "more than their whole did. Value: the worst excess over the energy of motion and blow together.",
        "1", 1e-9,
        "The blow goes on until its loss pays for the cracks, by a quadratic that is solved exactly; the motion of one "
        "rigid body has the same energy summed over its pieces: rounding.",
    ),
    Rule(
        "free_flight", "Free flight is a parabola",
        "While nothing touches or pushes a free body, its centre follows x0 + v0 t + g t^2 / 2 with one x0 and v0. "
        "Value: the worst distance from the best such curve, flight by flight.",
        "m", 1e-8,
        "A step of constant acceleration is exact; 600 steps a second add rounding of 1e-15 m each.",
    ),
    Rule(
        "creep", "What rests does not creep",
        "A body in contact that stays slower than 1 mm/s for a whole second drifts less than this. "
        "Value: the way of its farthest point in that second.",
        "m", 1e-4,
        "Regularised friction lets a body on a slope creep; the solver's impedance ratio of 1000 leaves 0.02 mm a "
        "minute before it sleeps. 0.1 mm a second is a tenth of a pixel of a close view.",
    ),
)  # fmt: skip

_SOUND_RULES = (
    Rule(
        "sound_sync", "Each blow is heard when it happens",
        "Every impact within 20 dB of the loudest, with nothing as loud just before it, begins in the stem of impacts "
        "at its own time plus distance over the speed of sound, as worked out from the trajectory and the camera. "
        "Value: the worst difference.",
        "s", 1e-3,
        "An onset is placed to a sample of 1/48000 s and rises within half a millisecond; the ear tells apart 2 ms.",
    ),
    Rule(
        "sound_loudness", "The mix is as loud as it should be",
        "Integrated loudness of the mix by ITU-R BS.1770 is -16 LUFS; a film may be quieter where its ambience is at "
        "-32 dBFS or its limiter takes 20 dB, so that quiet scenes stay quiet. Value: the difference.",
        "LU", 1.0,
        "The usual tolerance of delivery to the web.",
    ),
    Rule(
        "sound_peak", "The mix does not clip",
        "True peak of the mix, by fourfold oversampling. Value: dBTP; the bound is -1.",
        "dBTP", -1.0,
        "ITU-R BS.1770-4, Annex 2; lossy coding overshoots by up to 1 dB.",
    ),
)  # fmt: skip

_FRAME_RULES = (
    Rule(
        "frames_presence", "What flies is in the picture",
        "A round thing in flight that is seen whole before and after a frame is seen in it too, unless something "
        "nearer covers its place. Value: in how many frames it is not.",
        "frames", 0.0,
        "Exact.",
    ),
    Rule(
        "frames_gravity", "What flies falls as its world's gravity says",
        "The acceleration of the best parabola through the seen centres of a flight, sideways too, is the gravity of "
        "the world. Value: the worst difference over that gravity.",
        "1", 0.03,
        "Three standard errors: a flight counts if its own, 26.8 sigma / (sqrt(N) T^2) for N frames over T seconds "
        "with middles of masks good to sigma = 0.25 px, is below 0.01 of gravity.",
    ),
    Rule(
        "frames_parabola", "What flies keeps to its parabola",
        "The distance of seen centres from that parabola, flight by flight. Value: the worst.",
        "px", 0.75,
        "Three times the 0.25 px to which the middle of a mask of 24 pixels and more is good; a frame that is shown "
        "twice, or at a wrong time, is off by all that the thing moves in it.",
    ),
    Rule(
        "frames_place", "What flies is seen where it is",
        "The seen centre against the one that was simulated, at the frame's time. Value: the worst distance.",
        "px", 1.0,
        "0.75 px as above, and 0.25 px for what the radius as seen adds to the distance.",
    ),
)  # fmt: skip

ONSETS_WITHIN = 20.0  # dB below the loudest impact at the camera: these are checked one by one
LAWS: dict[str, Rule] = {rule.id: rule for rule in _RULES}
SOUND_LAWS: dict[str, Rule] = {rule.id: rule for rule in _SOUND_RULES}
FRAME_LAWS: dict[str, Rule] = {rule.id: rule for rule in _FRAME_RULES}


def document() -> str:
    """Return the table as Markdown, the whole of ``docs/laws.md``."""
    lines = [
        "# The laws of the certificate",
        "",
        "Every film is audited against these laws. A value above its bound breaks the law, and the certificate says",
        "when and which bodies were involved. This page is made from `setpiece/certificate/table.py`.",
        "",
    ]
    for title, rules in (
        ("Motion", LAWS),
        ("Sound", SOUND_LAWS),
        ("Frames (`setpiece certify --from-frames`)", FRAME_LAWS),
    ):
        lines += [f"## {title}", "", "| id | law | bound |", "|---|---|---|"]
        lines += [f"| {r.id} | {r.name} | {r.bound:g} {r.unit} |" for r in rules.values()]
        lines.append("")
        for r in rules.values():
            lines += [f"**{r.name}** (`{r.id}`). {r.meaning}", "", f"Bound: {r.bound:g} {r.unit}. {r.derivation}", ""]
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(document())
