"""Judges a document as a whole: every mistake at once, each with its path and, where it is known, the mend.

First the shape of every value, by the schema of ``World``; then what no schema can say: ids, references, joints,
materials, magnitudes. The second part reads the raw document, so that one mistake never hides another.
"""

import json
import math
import re
from collections.abc import Callable, Iterator
from functools import cache

from pydantic import ValidationError

from setpiece.errors import InputError, did_you_mean, expected
from setpiece.world.document import Body, World
from setpiece.world.meaning import meaning_mistakes

CheckBody = Callable[[Body], list[str]]
"""Further demands on one body that need its model, such as ``assets.build.check``: a line for every mistake."""

MAX_DEPTH = 32
MAX_MESSAGES = 200
Path = tuple[str | int, ...]


def validate(document: object, check_body: CheckBody | None = None) -> World:
    """Return the World that a plain document describes.

    Args:
        document: what ``json.loads`` gives, of the current version.
        check_body: called with every well-formed body; returns a complete line for each mistake.

    Raises:
        InputError: one line for every mistake (past ``MAX_MESSAGES``, how many more there are).
    """
    mistakes = list(_unfit_values(document))
    if mistakes:
        raise _all(mistakes)
    world, found = None, {}
    try:
        world = World.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        for item in error.errors(include_url=False, include_context=False):
            found.setdefault(_document_path(item["loc"]), _translate(item))
    mistakes = [message for _, message in sorted(found.items(), key=lambda pair: _order(pair[0]))]
    if isinstance(document, dict):
        mistakes += [message for path, message in meaning_mistakes(document) if not _covered(path, found)]
        if check_body:
            mistakes += _body_mistakes(document, found, check_body)
    if mistakes or world is None:
        raise _all(mistakes)
    return world


def _all(mistakes: list[str]) -> InputError:
    more = len(mistakes) - MAX_MESSAGES
    return InputError(*mistakes[:MAX_MESSAGES], *([f"... and {more} more."] if more > 0 else []))


def _unfit_values(document: object) -> Iterator[str]:
    """Yield what JSON itself forbids (NaN, foreign objects, lone surrogates) or no world needs (depth)."""
    stack: list[tuple[Path, object]] = [((), document)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*path, name), item) for name, item in value.items() if isinstance(name, str))
            yield from (expected(path_text(path), "text as keys", k) for k in value if not _is_text(k))
        elif isinstance(value, list | tuple):
            stack.extend(((*path, i), item) for i, item in enumerate(value))
        elif isinstance(value, float) and not math.isfinite(value):
            yield expected(path_text(path), "a finite number", value)
        elif isinstance(value, int) and abs(value) >= 2**63:
            yield expected(path_text(path), "a number of at most 18 digits", _rough(value))
        elif isinstance(value, str) and not _is_text(value):
            yield expected(path_text(path), "Unicode text", value)
        elif not isinstance(value, int | float | str | None):
            yield f"{path_text(path)}: expected a JSON value, got {type(value).__name__}."
        if len(path) > MAX_DEPTH:
            yield f"{path_text(path[:4])}: expected at most {MAX_DEPTH} levels of nesting, got more."
            return


def _rough(value: int) -> str:
    return f"about 1e{int(value.bit_length() * math.log10(2))}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not any("\ud800" <= c <= "\udfff" for c in value)


def path_text(path: Path) -> str:
    """Return a path as people write it: ``bodies[2].params.radius``."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif re.fullmatch(r"\w{1,64}", step):
            text += f".{step}" if text else step
        else:
            text += f"[{step[:60]!r}]"
    return text or "world"


def _order(path: Path) -> tuple:
    return tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in path)


def _covered(path: Path, found: dict[Path, str]) -> bool:
    """Whether a value, or what it stands in, has been reported as ill-formed already."""
    return any(path[:n] in found for n in range(1, len(path) + 1))


def _body_mistakes(document: dict, found: dict[Path, str], check_body: CheckBody) -> list[str]:
    """Return what the caller's own check says of the bodies that are well-formed."""
    bodies = document.get("bodies", ())
    broken = {path[1] if len(path) > 1 else None for path in found if path[:1] == ("bodies",)}
    if None in broken:
        return []
    return [line for i, raw in enumerate(bodies) if i not in broken for line in check_body(Body.model_validate(raw))]


@cache
def _schema() -> dict:
    return World.model_json_schema()


def _document_path(loc: Path) -> Path:
    """Return pydantic's location without the tag it adds for the kind of an action."""
    return loc[:2] + loc[3:] if loc[:1] == ("actions",) and len(loc) > 2 else loc


def _schema_at(loc: Path) -> dict:
    """Return the JSON schema of the value at pydantic's location (which names the kind of an action)."""
    node = _resolve(_schema())
    for step in loc:
        if "oneOf" in node:
            node = _resolve({"$ref": node["discriminator"]["mapping"][step]})
        elif isinstance(step, int):
            fixed = node.get("prefixItems")
            node = _resolve(fixed[min(step, len(fixed) - 1)] if fixed else node["items"])
        else:
            node = _resolve(node.get("properties", {}).get(step) or node.get("additionalProperties") or {})
    return node


def _resolve(node: object) -> dict:
    """Follow references, and take the substance of ``X | None``."""
    node = node if isinstance(node, dict) else {}
    if "anyOf" in node:
        return _resolve(next(option for option in node["anyOf"] if option.get("type") != "null"))
    if "$ref" in node:
        return _resolve(_schema()["$defs"][node["$ref"].rsplit("/", 1)[1]])
    return node


def _translate(item: dict) -> str:
    """Return pydantic's error in the house form, its constraint read from the schema."""
    loc, kind, got = item["loc"], item["type"], item["input"]
    place = path_text(_document_path(loc))
    if kind == "extra_forbidden":
        known = _schema_at(loc[:-1]).get("properties", {})
        hint = did_you_mean(str(loc[-1]), known) or f"Known here: {', '.join(known)}."
        return expected(place, "no such key", got, hint)
    schema = _schema_at(loc)
    if kind == "missing":
        return f"{place}: expected {phrase(schema)}, got nothing. It is required."
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        kinds = schema["discriminator"]["mapping"]
        tag = got.get("kind") if isinstance(got, dict) else None
        return expected(f"{place}.kind", f"one of {', '.join(kinds)}", tag, did_you_mean(str(tag), kinds))
    return expected(place, phrase(schema), got, _mend(schema, got))


def phrase(schema: dict) -> str:
    """Return in words what a schema node admits: ``a number from 0 to 1``, ``3 numbers``, ``one of 'a', 'b'``."""
    if "enum" in schema:
        return f"one of {', '.join(map(repr, schema['enum']))}"
    if "const" in schema:
        return repr(schema["const"])
    kind = schema.get("type")
    if kind in {"number", "integer"}:
        return ("a number" if kind == "number" else "a whole number") + _range(schema)
    if kind == "array":
        return f"a list of {schema['maxItems']} numbers" if "maxItems" in schema else "a list"
    if "pattern" in schema:
        return "a name of at most 64 small letters, digits and _ that begins with a letter"
    words = {"string": "text", "boolean": "true or false", "object": "an object"}
    return words.get(str(kind), "an object with a kind")


def _range(schema: dict) -> str:
    low, above = schema.get("minimum"), schema.get("exclusiveMinimum")
    high, below = schema.get("maximum"), schema.get("exclusiveMaximum")
    if low is not None and high is not None:
        return f" from {low:g} to {high:g}"
    parts = [
        *([f"at least {low:g}"] if low is not None else []),
        *([f"above {above:g}"] if above is not None else []),
        *([f"at most {high:g}"] if high is not None else []),
        *([f"below {below:g}"] if below is not None else []),
    ]
    return f" {' and '.join(parts)}" if parts else ""


def _mend(schema: dict, got: object) -> str:
    """Return what the user most likely meant, or nothing."""
    kind = schema.get("type")
    if kind in {"number", "integer"} and isinstance(got, str) and re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", got):
        return f"Write {got} without quotes."
    share = (schema.get("minimum"), schema.get("maximum")) == (0, 1)
    if share and isinstance(got, int | float) and 1 < got <= 100:
        return f"Write {got / (10 if got <= 10 else 100):g}?"
    if isinstance(got, str) and "enum" in schema:
        return did_you_mean(got, schema["enum"])
    if isinstance(got, str) and "pattern" in schema:
        name = re.sub(r"[^a-z0-9]+", "_", got.lower()[:64]).strip("_")
        return f"Write '{name}'?" if name[:1].isalpha() else ""
    return ""
