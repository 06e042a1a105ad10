"""Where a sentence is filmed that names no place: where most of its things are at home, if what happens has room there.

Things vote (``assets.homes``); what is found in no room keeps the film outdoors, and so do weather, a time of day, a
stone floor and a view from above; what needs more space than a room has is filmed in halls or outdoors.
"""

from collections import Counter

from setpiece.assets.catalogue import THINGS
from setpiece.assets.homes import CARRIERS, FAINT, ROOTED, TOYS, in_the_open, votes
from setpiece.language.script import Happening, Script
from setpiece.world.materials import dry
from setpiece.world.places import PLACES

WOODS = {"wood", "oak", "dark_wood", "plywood", "bamboo"}
FLOORS = WOODS | {"carpet", "tiles", "felt"}  # that are laid in rooms
GROUNDS = {  # where what is underfoot is at home
    "grass": "meadow",
    "sand": "beach",
    "snow": "snow_field",
    "asphalt": "street",
    "leaves": "forest",
    "soil": "garden",
    "ice": "snow_field",
}
BY_DAY = (None, "morning", "afternoon", "noon")  # times of day at which a room looks like itself
OUTSIDE = ("ground", "outdoors", "outside", "sky")  # words that are said of no room
INSIDE = ("floor", "ceiling")
HALL = 5.0  # m: rooms as high as this have space for throws and runs
HEADROOM = 2.2  # m that something may fall in a lower one
SPEEDY = ("run", "gallop", "trot", "fly", "swim")  # gaits that no room has space for


def habitat(script: Script) -> str:
    """Return the place (key of ``PLACES``) of a sentence that names none."""
    setting, things, ground = script.setting, [entity.thing for entity in script.entities], _ground(script)
    kinds = {THINGS[thing].kind for thing in things}
    if setting.lighting == "candlelight" and not kinds & {"vehicle", "building", "plant"}:
        return "living_room"
    open_air = any(map(in_the_open, things))
    poll = _poll(script, indoors=not open_air and not _outdoors(script), rooted=not open_air)
    winner = max(poll, key=lambda name: poll[name], default=None)
    if ground in GROUNDS:
        own = [name for name in poll if PLACES[name].ground == ground]
        return max(own, key=lambda name: poll[name], default=GROUNDS[ground])
    if winner is None or poll[winner] < FAINT:
        if ground in FLOORS and setting.time in BY_DAY:
            return "living_room"
        if ground in ("dark_mirror", "mirror"):
            return "studio"
        if ground is not None:
            return winner if open_air and winner is not None else "terrace"
    if winner == "street" and any(e.count > 1 for e in script.entities if THINGS[e.thing].kind == "building"):
        return "town"
    return winner or "terrace"


def _poll(script: Script, *, indoors: bool, rooted: bool) -> Counter[str]:
    """Return how much each place is voted for; rooms only where ``indoors``, or by what is rooted there."""
    poll: Counter[str] = Counter()
    toys = {entity.id for entity in script.entities if entity.thing in TOYS}
    lowest = HALL if any(_roams(h) for h in script.happenings if h.subject not in toys) else 0.0
    for place, weight in filter(None, (votes(entity.thing) for entity in script.entities)):
        room = PLACES[place].room_size
        if room is None or (indoors and room[2] > lowest) or (rooted and weight >= ROOTED):
            poll[place] += weight
    rooms = [place for place in poll if PLACES[place].room_size is not None and place != "living_room"]
    for place in rooms:  # what only bears other things does so in any room
        poll[place] += sum(1 for entity in script.entities if entity.thing in CARRIERS) * FAINT
    if indoors and not lowest and (_ground(script) in FLOORS or _says(script, INSIDE)):
        poll["living_room"] += FAINT
    return poll


def _outdoors(script: Script) -> bool:
    """Tell whether something in the sentence keeps what is at home in a room out of it."""
    setting, camera, ground = script.setting, script.camera, _ground(script)
    above = camera.height == "aerial" or any(move.kind == "fly" for move in camera.moves)
    sky = setting.time not in BY_DAY or setting.weather is not None or setting.gravity is not None
    hard = ground is not None and ground not in FLOORS
    return above or sky or hard or _says(script, OUTSIDE)


def _ground(script: Script) -> str | None:
    """Return the ground that is said, as it is when it is dry."""
    return script.setting.ground and dry(script.setting.ground)


def _roams(happening: Happening) -> bool:
    """Tell whether a happening needs more space than a room has."""
    far = happening.verb in ("throw", "drive", "leave") or happening.gait in SPEEDY
    return far or (happening.height or 0.0) > HEADROOM


def _says(script: Script, words: tuple[str, ...]) -> bool:
    """Tell whether one of some words is in the sentence."""
    return any(token.text.lower() in words for token in script.tokens)
