"""The page's server: 127.0.0.1 only, a token in every address, one origin, a fixed list of what can be asked.

Standard library alone: a local page for one person needs no framework. Bodies are bounded, so are threads; a request
that is not in the table, has no token, or comes from another origin gets a plain refusal.
"""

import hmac
import json
import re
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from setpiece.edits.clicks import Click
from setpiece.errors import InputError
from setpiece.studio.desk import FILMS, Desk

PAGE = {"": ("index.html", "text/html; charset=utf-8"), "page.js": ("page.js", "text/javascript; charset=utf-8"),
        "page.css": ("page.css", "text/css; charset=utf-8")}  # fmt: skip
MOST_BODY = 10_000  # bytes
MOST_AT_ONCE = 16
PATIENCE = 30.0  # s that a connection may stay silent
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    """Holds the desk and the token."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, desk: Desk, port: int = 0) -> None:
        """Listen on 127.0.0.1; ``port`` 0 takes a free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.desk = desk
        self.token = secrets.token_urlsafe(24)
        self.places = threading.BoundedSemaphore(MOST_AT_ONCE)

    @property
    def origin(self) -> str:
        """The one origin that is answered."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def address(self) -> str:
        """What to open in a browser."""
        return f"{self.origin}/{self.token}/"


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: Server
    timeout = PATIENCE
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer what can be read."""
        self._answer(
            {"state": lambda _: self.server.desk.state(), "why": lambda query: self.server.desk.why(_click(query))}
        )

    def do_POST(self) -> None:
        """Answer what changes something."""
        desk = self.server.desk

        def edit(asked: dict[str, Any]) -> object:
            return desk.edit(_text(asked, "sentence"), _click(asked["click"]) if asked.get("click") else None)

        def drag(asked: dict[str, Any]) -> object:
            return desk.drag(_click(asked["from"]), _number(asked["to"], "x"), _number(asked["to"], "y"))

        def walk(asked: dict[str, Any]) -> object:
            return desk.walk("redo" if asked.get("way") == "redo" else "undo")

        def show(asked: dict[str, Any]) -> object:
            return desk.show(int(_number(asked, "version")))

        self._answer({"edit": edit, "drag": drag, "walk": walk, "show": show})

    def _answer(self, table: dict[str, Any]) -> None:
        """Check who asks, and let the table answer."""
        if not self.server.places.acquire(blocking=False):
            self._send(503, b"too many requests at once", "text/plain")
            return
        try:
            name = self._allowed()
            if name is None:
                self._send(403, b"refused", "text/plain")
            elif self.command == "GET" and (name in PAGE or name in FILMS):
                self._file(name)
            elif name in table:
                self._send_json(200, table[name](self._asked()))
            else:
                self._send(404, b"there is no such thing here", "text/plain")
        except InputError as error:
            self._send_json(400, {"error": str(error)})
        except (KeyError, TypeError, ValueError):
            self._send_json(400, {"error": "expected a request as the page makes it"})
        finally:
            self.server.places.release()

    def _allowed(self) -> str | None:
        """Return what is asked for, None if token, host or origin are not ours."""
        own = urlsplit(self.server.origin).netloc
        token, _, name = urlsplit(self.path).path.removeprefix("/").partition("/")
        right = hmac.compare_digest(token.encode(), self.server.token.encode())
        same = self.headers.get("Origin") in (None, self.server.origin)
        return name if right and same and self.headers.get("Host") == own else None

    def _asked(self) -> dict[str, Any]:
        """Return the query or the JSON body."""
        if self.command == "GET":
            return {name: values[0] for name, values in parse_qs(urlsplit(self.path).query[:1000]).items()}
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= MOST_BODY or self.headers.get_content_type() != "application/json":
            self.close_connection = True
            raise InputError(f"expected at most {MOST_BODY} bytes of JSON")
        asked = json.loads(self.rfile.read(length))
        if not isinstance(asked, dict):
            raise InputError("expected a JSON object")
        return asked

    def _file(self, name: str) -> None:
        """Send a page or a film; players ask for ranges."""
        if name in PAGE:
            source, kind = PAGE[name]
            self._send(200, (files("setpiece.studio") / "page" / source).read_bytes(), kind)
            return
        path = self.server.desk.file(name)
        if path is None:
            self._send(404, b"not there yet", "text/plain")
            return
        self._send_range(path, FILMS[name])

    def _send_range(self, path: Path, kind: str) -> None:
        data = path.read_bytes()
        match = re.fullmatch(r"bytes=(\d{1,15})-(\d{0,15})", self.headers.get("Range", ""))
        if match is None:
            self._send(200, data, kind, {"Accept-Ranges": "bytes"})
            return
        start = int(match[1])
        stop = min(int(match[2] or len(data) - 1), len(data) - 1)
        if start > stop:
            self._send(416, b"", kind, {"Content-Range": f"bytes */{len(data)}"})
            return
        self._send(206, data[start : stop + 1], kind, {"Content-Range": f"bytes {start}-{stop}/{len(data)}"})

    def _send_json(self, code: int, content: object) -> None:
        self._send(code, json.dumps(content).encode(), "application/json")

    def _send(self, code: int, data: bytes, kind: str, more: dict[str, str] | None = None) -> None:
        if self.command == "POST" and code in (403, 503):
            self.close_connection = True  # its body was not read
        self.send_response(code)
        for name, value in {**HEADERS, **(more or {}), "Content-Type": kind, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the terminal is the user's."""


def _click(asked: dict[str, Any]) -> Click:
    """Return the place and time that a request names."""
    surface = asked.get("surface") in (True, "1", "true")
    return Click(_number(asked, "x"), _number(asked, "y"), _number(asked, "t"), surface=surface)


def _number(asked: dict[str, Any], name: str) -> float:
    value = float(asked[name])
    if not -1e9 < value < 1e9:
        raise InputError(f"{name}: expected a number of this picture")
    return value


def _text(asked: dict[str, Any], name: str) -> str:
    if not isinstance(asked[name], str):
        raise InputError(f"{name}: expected text")
    return asked[name]
