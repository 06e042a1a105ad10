"""Every test films its own scene: none is kept from a test that looked at it in another light."""

import pytest

from setpiece.render import scene


@pytest.fixture(autouse=True)
def fresh_scene():
    scene._built.cache_clear()
    yield
    scene._built.cache_clear()
