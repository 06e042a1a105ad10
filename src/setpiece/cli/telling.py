"""Results in words, tables or JSON, and the exit code that follows from them."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from setpiece.cli.screen import say, say_json, warn
from setpiece.errors import InputError, did_you_mean, expected, shorten

if TYPE_CHECKING:
    from setpiece.assets.thing import Thing
    from setpiece.language.script import Script
    from setpiece.laws.reading import Row
    from setpiece.take.folder import Take
    from setpiece.take.reuse import Tally

FINE, LACKING = 0, 1
MOST_ROWS = 30
STATUS_WORDS = {"grounded": "used", "function": "grammar", "set_aside": "set aside", "unknown": "NOT UNDERSTOOD"}


def tell_film(take: "Take", *, as_json: bool) -> int:
    """Print where the film lies and what it is worth; return 1 if something was left out or does not hold."""
    certificate, script, world, film = take.certificate, take.script, take.world, take.framed
    unknown = [script.prompt[start:stop] for start, stop in script.unknown] if script else []
    if as_json:
        say_json(
            {
                "film": str(take.film),
                "seconds": world.duration,
                "format": film.model_dump(mode="json"),
                "unknown": unknown,
                "notes": take.notes,
                "certificate": certificate,
            }
        )
    else:
        say(str(take.film))
        say(f"{world.duration:g} s, {film.width}x{film.height}, {float(film.fps):.5g} fps, {film.quality}")
        for note in take.notes:
            say(f"Note: {note}")
        _say_verdicts(certificate)
    return FINE if certificate["holds"] and not (script and lacking(script)) else LACKING


def lacking(script: "Script") -> bool:
    """Return whether a noun or a verb was left out; a modifier that was not understood is only a warning."""
    return any(token.status == "unknown" and token.target in ("noun", "verb") for token in script.tokens)


def tell_certificate(certificate: dict[str, Any], *, as_json: bool) -> int:
    """Print every law and clause with its figure; return 1 if one does not hold."""
    if as_json:
        say_json(certificate)
    else:
        width = max(len(law["name"]) for law in certificate["laws"])
        for law in certificate["laws"]:
            verdict = "holds" if law["holds"] else "BROKEN"
            worst = "" if law["time"] is None else f"  worst at {law['time']:.3f} s {' '.join(law['bodies'])}"
            figures = f"{law['value']:10.3g} of {law['bound']:<8.3g} {law['unit']}"
            say(f"{verdict:>6}  {law['name']:<{width}}  {figures}{worst}".rstrip())
        _say_verdicts(certificate)
    return FINE if certificate["holds"] else LACKING


def _say_verdicts(certificate: dict[str, Any]) -> None:
    """Print how many laws and clauses hold, and each that does not."""
    laws, clauses = certificate["laws"], certificate["clauses"]
    say(f"Laws: {sum(law['holds'] for law in laws)} of {len(laws)} hold.")
    for law in laws:
        if not law["holds"]:
            say(f"  Broken: {law['name']}: {law['value']:.3g} {law['unit']}, bound {law['bound']:.3g}.")
    if clauses:
        say(f"Sentence: {sum(row['verdict'] == 'holds' for row in clauses)} of {len(clauses)} clauses hold.")
    for row in clauses:
        if row["verdict"] != "holds":
            claim = row["clause"]["text"] or row["clause"]["predicate"]
            say(f"  {row['verdict'].capitalize()}: {claim}: {row['evidence']}")


def warn_of_unknown(script: "Script") -> None:
    """Say which words nothing was made of, and where they stand."""
    for start, stop in script.unknown:
        warn(f"Not understood: '{script.prompt[start:stop]}' (characters {start} to {stop}). It is left out.")


def tell_script(script: "Script", *, as_json: bool) -> int:
    """Print what was made of a sentence, word by word; return 1 if a noun or verb was left out, or forbidden.

    Raises:
        InputError: nothing in it could be filmed.
    """
    if as_json:
        dumped = script.model_dump(mode="json")
        say_json({"script": dumped, "tokens": dumped["tokens"], "unknown": [list(span) for span in script.unknown]})
    else:
        _say_script(script)
    if not script.entities and script.setting.place is None:
        raise InputError("prompt: expected at least one thing to film, got none. Name one, such as 'a red ball'.")
    forbidden = any(not told.allowed for told in script.forbidden)
    return LACKING if forbidden or lacking(script) else FINE


def _say_script(script: "Script") -> None:
    """Print things, places, happenings, then every word with what became of it."""
    from setpiece.language.explain import guesses, impossibilities

    for entity in script.entities:
        looks = [*entity.attributes, *filter(None, [entity.material])]
        say(f"thing      {entity.id}: {entity.count} x {entity.thing} {' '.join(looks)}".rstrip())
    for relation in script.relations:
        say(f"where      {relation.subject} {relation.kind} {' '.join(relation.objects)}".rstrip())
    for happening in script.happenings:
        rest = (happening.object, happening.path, happening.place)
        say(f"happening  {' '.join(filter(None, (happening.subject, happening.verb, *rest)))}")
    for line in (*guesses(script), *impossibilities(script)):
        say(f"said       {line}")
    for label, part in (("camera", script.camera), ("setting", script.setting)):
        said = part.model_dump(mode="json", exclude_defaults=True, exclude={"span"})
        if said:
            say(f"{label:<10} {_flat(said)}")
    say("")
    width = max((len(token.text) for token in script.tokens), default=0)
    for token in script.tokens:
        say(f"{token.text:<{width}}  {STATUS_WORDS[token.status]:<14}  {token.target}".rstrip())


def tell_state(take: "Take", time: float, body: str | None, *, as_json: bool) -> None:
    """Print pose and motion of a take's things at a film time (s).

    Raises:
        InputError: the time is outside the film, or no thing has that name.
    """
    from setpiece.geometry import quat_rotate
    from setpiece.line import trajectory_of
    from setpiece.physics.trajectory import at
    from setpiece.take.store import Store

    world = take.world
    ids = [each.id for each in world.bodies]
    if not 0 <= time <= world.duration:
        raise InputError(expected("--time", f"0 to {world.duration:g} seconds, the length of the film", time))
    if body is not None and body not in ids:
        fix = did_you_mean(body, ids) or f"There are {', '.join(ids)}."
        raise InputError(expected("--body", "the name of a thing in the take", body, fix))
    with Store(take.store) as store:
        trajectory = trajectory_of(take, store)
        now = at(trajectory, time * world.shot.speed)
    rows = {}
    for index, name in enumerate(trajectory.ids):
        if body in (None, name):
            origin = now.position[index] - quat_rotate(now.rotation[index], trajectory.center_of_mass[index])
            rows[name] = {
                "position": origin.tolist(),
                "center_of_mass": now.position[index].tolist(),
                "rotation": now.rotation[index].tolist(),
                "velocity": now.velocity[index].tolist(),
                "spin": now.spin[index].tolist(),
                "fixed": bool(trajectory.fixed[index]),
            }
    if as_json:
        say_json({"time": time, "world_time": time * world.shot.speed, "bodies": rows})
        return
    width = max(map(len, rows), default=0)
    say(f"{'':<{width}}  {'position (m)':^26}  {'rotation wxyz':^31}  {'velocity (m/s)':^26}  {'spin (rad/s)':^26}")
    for name, row in rows.items():
        columns = (f"{' '.join(f'{x:8.4f}' for x in row['position'])}", " ".join(f"{x:7.4f}" for x in row["rotation"]))
        motion = (" ".join(f"{x:8.4f}" for x in row[key]) for key in ("velocity", "spin"))
        say("  ".join((f"{name:<{width}}", *columns, *motion)))


def tell_laws(rows: "list[Row]", *, as_json: bool) -> int:
    """Print the verification table; return 1 if a row does not hold, else 0."""
    if as_json:
        say_json([asdict(row) for row in rows])
    else:
        for row in rows:
            verdict = "not yet" if row.holds is None else "holds" if row.holds else "DOES NOT HOLD"
            unit = "" if row.unit == "1" else f" {row.unit}"
            figures = row.note if row.value is None else f"{row.value:.1e} of {row.bound:.1e}{unit}"
            if row.film is not None:
                figures += f"; in the film {row.film:.1e} of {row.film_bound:.1e}"
            say(f"{row.id}  {row.name:<24}  {verdict:<13}  {figures}")
    return LACKING if any(row.holds is False for row in rows) else FINE


def fitting(word: str | None) -> "dict[str, Thing]":
    """Return what of the catalogue fits a word, by name; all of it without one. Raises InputError if nothing does."""
    from setpiece.assets.catalogue import THINGS

    wanted = (word or "").strip().lower()
    found = {
        key: thing
        for key, thing in sorted(THINGS.items())
        if any(wanted in text for text in (key.replace("_", " "), key, thing.kind, *thing.words))
    }
    if not found:
        fix = did_you_mean(wanted, THINGS) or "`setpiece things` lists all."
        raise InputError(expected("word", "something of the catalogue", word, fix))
    return found


def tell_things(word: str | None, *, as_json: bool) -> None:
    """Print the catalogue, or what of it fits a word.

    Raises:
        InputError: nothing fits.
    """
    found = fitting(word)
    if as_json:
        kept = ("kind", "description", "words", "params", "materials", "mass")
        rows = ({"name": key, **{name: getattr(thing, name) for name in kept}} for key, thing in found.items())
        say_json([{**row, "params": dict(row["params"]), "materials": dict(row["materials"])} for row in rows])
        return
    width = max(map(len, found))
    for key, thing in found.items():
        say(f"{key.replace('_', ' '):<{width}}  {thing.kind:<9}  {thing.description}")


def _flat(values: dict[str, Any]) -> str:
    """Return nested values on one line, as ``place=kitchen, time=dusk``."""
    return ", ".join(f"{key}={value}" for key, value in values.items())


def tell_comparison(found: dict[str, Any], *, as_json: bool) -> None:
    """Print how two versions differ."""
    if as_json:
        say_json(found)
        return
    for row in found["values"][:MOST_ROWS]:
        say(f"{row['path']}: {shorten(row['a'])} and {shorten(row['b'])}")
    if len(found["values"]) > MOST_ROWS:
        say(f"... and {len(found['values']) - MOST_ROWS} more values")
    if found["proof"] is None:
        say("The pictures cannot be compared: they are of two formats, or no longer kept.")
    else:
        for line in _proof(found["proof"]):
            say(line)


def tell_reasons(found: dict[str, Any], *, as_json: bool) -> None:
    """Print why a pixel is as it is."""
    if as_json:
        say_json(found)
        return
    say(f"seen: {found['seen']}" + (f" (through {', '.join(found['way'][:-1])})" if len(found["way"]) > 1 else ""))
    if "material" in found:
        say(f"part: {found['part']} of {found['material']}")
    if found["light_met"] is not None:
        say(f"its light met: {', '.join(found['light_met']) or 'nothing'}")
    if found.get("words"):
        say(f"from the words: {' '.join(found['words'])}")
    motion = found.get("motion")
    if motion and not motion["fixed"]:
        say(f"velocity: {_vector(motion['velocity'])} m/s, spin: {_vector(motion['spin'])} rad/s")
        say(f"mass: {motion['mass']:.3g} kg")
        for name, force in motion["forces"].items():
            say(f"force of {name}: {_vector(force)} N")
        say(f"touches: {', '.join(motion['touches']) or 'nothing'}")
    elif motion:
        say("it is fixed")


def _vector(values: list[float]) -> str:
    return " ".join(f"{value:.3g}" for value in values)


def tell_edit(take: "Take", tally: "Tally", seconds: dict[str, float], *, as_json: bool) -> int:
    """Print what an edit led to, what it cost and what it left; return 1 if a law, clause or proof does not hold."""
    certificate = take.certificate
    if as_json:
        from dataclasses import asdict

        from setpiece.take.history import head_of, version

        row = version(take, head_of(take))
        say_json({"version": row["id"], "edit": row["edit"], "redone": asdict(tally), "seconds": seconds,
                  "proof": certificate.get("edit")})  # fmt: skip
    else:
        tell_version(take, as_json=False)
        for line in (*_cost(tally, seconds), *_proof(certificate.get("edit") or {})):
            say(line)
        _say_verdicts(certificate)
    return FINE if certificate["holds"] else LACKING


def _cost(tally: "Tally", seconds: dict[str, float]) -> list[str]:
    """Return in words what was made again and what was reused."""
    lines = []
    for name, (made, count) in tally.segments.items():
        spent = f", {seconds[name]:.2f} s" if name in seconds else ""
        lines.append(f"{name:>9}: {made} of {count} segments made again{spent}")
    if tally.pixels:
        lines.append(
            f"   frames: {tally.frames_copied} reused, {tally.frames_patched} patched, {tally.frames_traced} traced; "
            f"{tally.pixels_traced} of {tally.pixels} pixels traced ({tally.pixels_traced / tally.pixels:.1%})"
        )
    if tally.pictures_copied or tally.pictures_developed:
        lines.append(f" pictures: {tally.pictures_copied} reused, {tally.pictures_developed} developed")
    return lines


def _proof(proof: dict[str, Any]) -> list[str]:
    """Return in words what could differ, and that nothing else does."""
    if "raw" not in proof:
        return [proof["note"]] if proof else []
    lines = [f"  {line}" for line in proof["chains"][:12]]
    for name in ("raw", "finished"):
        row = proof[name]
        lines.append(
            f"{name:>9}: {row['could_differ']} of {row['pixels']} pixels could differ, {row['differ']} do, "
            f"{row['outside_that_differ']} of the others do"
        )
    return [*lines, f"   bodies: {proof['bodies_outside_that_differ']} differ before the edit could reach them"]


def tell_version(take: "Take", *, as_json: bool) -> None:
    """Print which version the folder shows."""
    from setpiece.take.history import head_of, version

    row = version(take, head_of(take))
    if as_json:
        say_json({"version": row["id"], "parent": row["parent"], "edit": row["edit"], "world": row["world"]})
        return
    say(f"{take.folder} shows version {row['id']}: {_reason(row)}")
    if row["edit"].get("python"):
        say(f"In Python: {row['edit']['python']}")


def tell_history(take: "Take", *, as_json: bool) -> None:
    """Print all versions, the shown one marked."""
    from setpiece.take.history import head_of

    head = head_of(take)
    rows = [{name: row[name] for name in ("id", "parent", "edit", "world")} for row in take.history]
    if as_json:
        say_json({"head": head, "versions": rows})
        return
    for row in rows:
        after = f"after {row['parent']}" if row["parent"] else ""
        say(f"{'*' if row['id'] == head else ' '} {row['id']:>3}  {after:<10} {row['world'][:8]}  {_reason(row)}")
        if row["edit"].get("python"):
            say(f"{'':29}{row['edit']['python']}")


def _reason(row: dict[str, Any]) -> str:
    """Return in words what led to a version."""
    edit = row["edit"]
    said = edit.get("sentence") or edit.get("prompt") or edit.get("world")
    return f"'{said}'" if said else "changed by path"
