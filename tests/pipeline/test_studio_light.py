"""Low key, three-point and high key light of a studio, as a photographer would tell them apart: by the histogram."""

import numpy as np
import pytest

from setpiece.physics.simulate import simulate
from setpiece.pipeline import Format, imagine
from setpiece.render.quality import QUALITIES
from setpiece.render.renderer import Renderer
from setpiece.take.picture import rig_of, scene_document

SIZE = {"height": 54, "width": 96}
LIGHTS = ("low key", "three-point lighting", "high key")


@pytest.fixture(scope="module")
def shown():
    """Return the luminance (H, W) of one vase in each light, in units of the tone curve's input."""
    found = {}
    for light in LIGHTS:
        world = imagine(f"A red vase stands on a pedestal in a studio, {light}.", seconds=1.0).world
        form = Format(**SIZE, quality="draft").model_dump(mode="json")
        rig = rig_of({"world": scene_document(world), "format": form, "frames": []})
        posed = rig.posing(simulate(world, 1))(0)
        renderer = Renderer(posed[0], **SIZE, quality=QUALITIES["standard"], exposure=world.shot.exposure)
        radiance = renderer.trace(posed[0]).radiance.astype(np.float64)
        found[light] = radiance @ [0.2126, 0.7152, 0.0722] * world.shot.exposure
    return found


def test_keys_differ_in_how_light_the_picture_is(shown):
    # Photographers call a picture low key whose middle lies two stops below middle grey (0.18), high key one above.
    low, three, high = (float(np.median(shown[light])) for light in LIGHTS)
    assert low < 0.18 / 4 < 0.09 < three < 0.36 * 0.8 < high


def test_low_key_has_more_contrast(shown):
    def contrast(image):
        return np.percentile(image, 98) / np.percentile(image, 20)

    assert contrast(shown["low key"]) > 3.0 * contrast(shown["high key"])
