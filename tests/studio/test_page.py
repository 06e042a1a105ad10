"""The page's server: what it answers to its own page, and that everybody else is refused."""

import http.client
import json
import threading
import time

import pytest

from setpiece.pipeline import Format, shoot
from setpiece.studio.desk import Desk
from setpiece.studio.server import MOST_BODY, Server
from setpiece.world.document import Body, Place, Shot, Sky, World

WORLD = World(
    title="a cube and a ball",
    duration=0.25,
    bodies=(
        Body(id="cube", family="box", params={"scale": 3.0}, position=(-0.5, 0.0, 0.15)),
        Body(id="ball", family="ball", position=(0.4, 0.0, 0.5), velocity=(0.3, 0.0, 0.0)),
    ),
    place=Place(name="studio", ground="plaster"),
    sky=Sky(kind="studio"),
    shot=Shot(eye=(0.0, -3.0, 0.8), target=(0.0, 0.0, 0.3), exposure=0.01),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    take = shoot(WORLD, tmp_path_factory.mktemp("films") / "film", format=Format(width=64, height=36, quality="draft"))
    desk = Desk(take)
    served = Server(desk)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield served
    served.shutdown()
    served.server_close()
    desk.close()


def ask(server, name, body=None, *, token=None, method=None, **headers):
    """Return status, headers and body of one request."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=60)
    data = json.dumps(body).encode() if isinstance(body, dict) else body
    kind = {"Content-Type": "application/json"} if body is not None else {}
    path = f"/{server.token if token is None else token}/{name}"
    connection.request(method or ("POST" if body is not None else "GET"), path, data, kind | headers)
    answer = connection.getresponse()
    found = answer.status, dict(answer.getheaders()), answer.read()
    connection.close()
    return found


def told(server, name, body=None):
    status, _, data = ask(server, name, body)
    return status, json.loads(data)


def settled(server):
    deadline = time.monotonic() + 120
    while (state := told(server, "state")[1])["busy"]:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return state


def test_the_page_its_script_and_its_film(server):
    for name, kind in (
        ("", "text/html"),
        ("page.js", "text/javascript"),
        ("page.css", "text/css"),
        ("film.mp4", "video/mp4"),
    ):
        status, headers, data = ask(server, name)
        assert status == 200 and headers["Content-Type"].startswith(kind) and len(data) > 200
        assert headers["Content-Security-Policy"].startswith("default-src 'self'")
    status, headers, data = ask(server, "film.mp4", Range="bytes=4-7")
    assert (status, data) == (206, b"ftyp") and headers["Content-Range"].startswith("bytes 4-7/")
    assert ask(server, "film.mp4", Range="bytes=99999999-")[0] == 416


def test_click_edit_wipe_undo(server):
    status, seen = told(server, "why?x=22&y=22&t=0.1")
    assert status == 200 and seen["seen"] == "cube" and "setpiece why" in seen["command"]
    status, found = told(server, "edit", {"sentence": "make this green", "click": {"x": 22, "y": 22, "t": 0.1}})
    assert status == 200 and found["command"].endswith('"make this green" --click 22,22@0.1')
    state = settled(server)
    assert state["error"] == "" and state["head"] == 2 and state["proof"]["holds"]
    assert {"film.mp4", "before.mp4", "difference.mp4"} <= set(state["films"])
    assert told(server, "walk", {"way": "undo"})[0] == 200
    assert settled(server)["head"] == 1
    assert told(server, "walk", {"way": "undo"})[0] == 400
    assert told(server, "show", {"version": 2})[0] == 200
    assert settled(server)["head"] == 2


def test_a_drag_shifts_the_thing_on_its_support(server):
    before = server.desk.take.world.body("cube").position
    status, found = told(server, "drag", {"from": {"x": 22, "y": 24, "t": 0}, "to": {"x": 28, "y": 24}})
    assert status == 200 and "setpiece.revise" in found["command"]
    assert settled(server)["error"] == ""
    after = server.desk.take.world.body("cube").position
    assert after[0] > before[0] + 0.1 and after[2] == before[2]


def test_what_is_unclear_is_told(server):
    status, found = told(server, "edit", {"sentence": "make the marble faster", "click": None})
    assert status == 400 and "Nothing of that name" in found["error"]
    assert told(server, "why?x=999&y=0&t=0")[0] == 400


@pytest.mark.parametrize(
    "name", ["../film.mp4", "..%2f..%2fetc/passwd", "world.json", ".store", "film.mp4/../world.json"]
)
def test_no_way_leads_out_of_the_table(server, name):
    assert ask(server, name)[0] in (403, 404)


def test_strangers_are_refused(server):
    assert ask(server, "state", token="wrong")[0] == 403
    assert ask(server, "state", token="")[0] == 403
    assert ask(server, "state", Origin="http://evil.example")[0] == 403
    assert ask(server, "state", Host="evil.example")[0] == 403
    assert ask(server, "edit", {"sentence": "undo"}, Origin="http://evil.example")[0] == 403
    assert ask(server, "state", method="DELETE")[0] == 501


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b"{}", b'{"sentence": 5}', b"{" * 5000, b"x" * (MOST_BODY + 1)]
)
def test_bad_bodies_are_refused(server, body):
    assert ask(server, "edit", body)[0] == 400
    assert ask(server, "drag", body)[0] == 400
    assert ask(server, "show", body)[0] == 400


def test_a_flood_is_bounded(server):
    def flood():
        for _ in range(20):
            ask(server, "state")

    threads = [threading.Thread(target=flood) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert threading.active_count() < 50
    assert told(server, "state")[0] == 200
