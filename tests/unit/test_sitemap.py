"""A page that is guarded in the sitemap is private at the door, and the other way round."""

import pytest

from portal_app import routes
from portal_app.http.arrivals import is_private
from portal_app.sitemap import PLACES
from services.language import LANGUAGES

GUARDED = {place.route for place in PLACES if place.guard}


def test_the_routes_name_the_guarded_places() -> None:
    assert set(routes.PRIVATE) & {place.route for place in PLACES} == GUARDED
    assert set(routes.PRIVATE) >= GUARDED


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.route)
def test_a_place_is_private_when_it_is_guarded(place, language: str) -> None:
    address = routes.in_language(place.route.replace("[number]", "L-1"), language)
    for path in (address, f"{address}/"):
        named, inner = routes.split_language(path)
        assert named == language
        assert is_private(inner) is place.guard
