"""Settings in words: every one is told, set as it is typed, and put back; comments stay."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from worktui.app.config import Config, read_config
from worktui.app.settings_words import NAMED, SECTIONS, find, put, settings_rows, template
from worktui.domain.errors import BadInput


def test_every_setting_there_is_is_told_and_no_other() -> None:
    known = set()
    for item in fields(Config):
        value = getattr(Config(), item.name)
        if is_dataclass(value):
            known |= {
                f"{item.name}.{each.name}"
                for each in fields(value)
                if not each.metadata.get("secret")
            }
        elif item.name not in NAMED:
            known.add(item.name)
    assert {row.name for row in settings_rows(Path("none.toml"))} == known
    assert all(row.words for row in settings_rows(Path("none.toml")))


def test_a_first_file_says_all_and_sets_nothing(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(template())
    assert read_config(path) == Config()
    assert all(f"# {row.key} = " in template() for row in settings_rows(path))
    for section in [*SECTIONS, *NAMED]:
        assert not section or f"[{section}]" in template()


def test_what_is_typed_is_set_beside_the_comments_and_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('# mine\nme = "ana" # that is me\n\n[mail] # out\nhost = "x"\n')
    rows = settings_rows(path)
    put(path, find(rows, "theme"), "paper")
    put(path, find(rows, "mail.port"), "25")
    put(path, find(rows, "watch.repositories"), "~/a, ~/b")
    put(path, find(rows, "ascii"), "yes")
    config = read_config(path)
    assert (config.theme, config.mail.port, config.ascii) == ("paper", 25, True)
    assert config.watch.repositories == ("~/a", "~/b")
    assert "# mine" in path.read_text()
    assert "# that is me" in path.read_text()
    assert "# out" in path.read_text()
    put(path, find(rows, "theme"), None)
    put(path, find(rows, "mail.port"), None)
    assert read_config(path).theme == ""
    assert read_config(path).mail.port == 587


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("mail.port", "many", "a whole number"),
        ("ascii", "perhaps", "yes or no"),
        ("theme", "dark", "theme cannot be"),
        ("mail.carrier", "smpt", "cannot be"),
    ],
)
def test_a_value_it_cannot_have_is_refused_and_the_file_stays(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    path = tmp_path / "c.toml"
    path.write_text('me = "ana"\n')
    with pytest.raises(BadInput, match=words):
        put(path, find(settings_rows(path), name), text)
    assert path.read_text() == 'me = "ana"\n'


def test_a_name_that_is_none_points_at_the_nearest() -> None:
    with pytest.raises(BadInput) as refusal:
        find(settings_rows(Path("none.toml")), "mail.prot")
    assert refusal.value.hint == "Did you mean mail.port?"


def test_the_first_setting_makes_a_file_that_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "c.toml"
    put(path, find(settings_rows(path), "theme"), "paper")
    assert read_config(path).theme == "paper"
    assert "# carrier = " in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
