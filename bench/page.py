"""The page's walk-through in headless Chromium: click the ball, "make this faster", wipe, undo; four screenshots.

Needs Playwright and a Chromium (``--chromium`` names it where Playwright has none of its own); Setpiece itself needs
neither. Writes ``docs/pictures/page_1_click.jpg`` to ``page_4_undo.jpg``, and fails if a step does not do what it must.

    python bench/page.py DIR [--chromium /usr/bin/chromium] [--python .venv/bin/python] [--place 0.11,0.215]
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
SOON, LATER = 30_000, 600_000  # ms


def shown(page: Page, name: str) -> None:
    """Write a screenshot."""
    page.wait_for_timeout(700)
    page.screenshot(path=PICTURES / f"page_{name}.jpg", type="jpeg", quality=85)


def walk(page: Page, place: tuple[float, float], thing: str) -> None:
    """Walk through: click, edit, wipe, undo. ``place`` is a share of the picture's width and height."""
    film = page.locator("#after")
    for _ in range(SOON // 100):  # asked, as the page forbids what would wait for it: scripts made of text
        if film.evaluate("film => film.readyState") >= 2:
            break
        page.wait_for_timeout(100)
    box = page.locator("#frame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + place[0] * box["width"], box["y"] + place[1] * box["height"])
    expect(page.locator("#seen")).to_contain_text(thing, timeout=SOON)
    shown(page, "1_click")

    page.fill("#words", "make this faster")
    page.click("#say button")
    expect(page.locator("#command")).to_contain_text("setpiece edit", timeout=SOON)
    expect(page.locator("li.head")).to_have_text("make this faster", timeout=LATER)
    expect(page.locator("#answer")).to_have_text("Done.", timeout=LATER)
    page.locator("#scrub").fill("14")
    shown(page, "2_faster")

    page.check("#wipe")
    shown(page, "3_wipe")
    page.uncheck("#wipe")
    page.click("#undo")
    expect(page.locator("li.head")).not_to_have_text("make this faster", timeout=LATER)
    shown(page, "4_undo")


def main() -> None:
    """Serve a take, and walk."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--chromium")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--place", default="0.5,0.5", help="where the thing is at the start, as shares of the picture")
    parser.add_argument("--thing", default="red_ball")
    chosen = parser.parse_args()
    command = [chosen.python, "-c", "from setpiece.cli import main; main()", "look", str(chosen.folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 760})
            mistakes: list[str] = []
            page.on("pageerror", lambda error: mistakes.append(str(error)))
            page.goto(address)
            x, y = (float(share) for share in chosen.place.split(","))
            walk(page, (x, y), chosen.thing)
            browser.close()
        assert not mistakes, mistakes
    finally:
        server.terminate()
    print("clicked, edited, wiped, undone; four pictures written")


if __name__ == "__main__":
    main()
