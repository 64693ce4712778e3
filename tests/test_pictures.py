"""The pictures people see first are what the app draws: made anew here and compared."""

from __future__ import annotations

import pytest

from tests.pictures import FOLDER, PICTURES, Picture, draw


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_what_the_app_draws(picture: Picture) -> None:
    kept = (FOLDER / f"{picture.name}.svg").read_text("utf-8")
    drawn = await draw(picture)
    assert drawn == kept, "make it anew with: python -m tests.pictures"


def test_every_kept_picture_is_made_by_the_app() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == {picture.name for picture in PICTURES}
