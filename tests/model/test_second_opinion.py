"""The whole way, with a real server: set up in the settings, asked by a command, in the inbox."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.model.scripted import Answer, candidates, completion, raw, serving
from worktui.main import main

NOTE = "Somebody with good eyes on the menu until Friday, that would be a relief."
QUOTE = NOTE.partition(",")[0]
TASK = {"type": "create_task", "title": "Proofread the menu", "evidence": QUOTE,
        "when": "until Friday", "sure": "likely"}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """`worktui WORDS --json` over one workspace, the settings written anew each time."""
    config = tmp_path / "config.toml"
    monkeypatch.setenv("WORKTUI_CONFIG", str(config))
    monkeypatch.setenv("WORKTUI_NOW", "2026-03-04T10:00:00+01:00")

    def call(settings: str, *words: str) -> Any:
        config.write_text(settings)
        status = main(["--file", str(tmp_path / "work.json"), "--as", "ana", *words, "--json"])
        out = capsys.readouterr().out
        assert status == 0, out
        return json.loads(out)

    return call


def settings(url: str, **more: object) -> str:
    lines = [f'address = "{url}"', 'name = "tiny"', "timeout = 1"]
    lines += [f"{name} = {json.dumps(value)}" for name, value in more.items()]
    return "\n".join(["[model]", *lines]) + "\n"


def note(tmp_path: Path, text: str = NOTE) -> str:
    (tmp_path / "note.txt").write_text(text)
    return str(tmp_path / "note.txt")


def test_a_command_tells_what_the_model_adds(run: Any, tmp_path: Path) -> None:
    with serving(completion(candidates(TASK))) as script:
        said = run(settings(script.url), "sense", note(tmp_path))
    (suggestion,) = said["suggestions"]
    assert said["arrivals"][0]["state"] == "reasoned"
    assert suggestion["origin"] == "model:tiny"
    assert suggestion["actions"][0]["due"] == "2026-03-06"
    assert "tiny" in suggestion["reason"]
    assert len(script.asked) == 1


def test_without_settings_nobody_is_asked(run: Any, tmp_path: Path) -> None:
    with serving(completion(candidates(TASK))) as script:
        assert run("", "sense", note(tmp_path))["suggestions"] == []
    assert script.asked == []


@pytest.mark.parametrize(
    "answer",
    [Answer(silent=True), Answer(b"{", 500), raw({"error": "slow"}, 429), Answer(b"x" * 5_000_000)],
    ids=["hang", "500", "429", "endless"],
)
def test_a_model_that_fails_costs_a_note_and_nothing_else(
    run: Any, tmp_path: Path, answer: Answer
) -> None:
    with serving(answer) as script:
        said = run(settings(script.url), "sense", note(tmp_path))
    assert [a["state"] for a in said["arrivals"]] == ["closed"]
    assert said["suggestions"] == []
    arrived = run("", "export", "worktui", "--full")["inbox"]["arrivals"]
    assert any("tiny gave no opinion" in words for words in arrived[0]["notes"])


def test_a_mail_is_shown_to_the_model_only_when_that_is_switched_on(
    run: Any, tmp_path: Path
) -> None:
    mail = tmp_path / "one.eml"
    mail.write_text(f"From: Iva <iva@novak.example>\nSubject: Menu\nMessage-ID: <1@x>\n\n{NOTE}\n")
    with serving(completion(candidates())) as script:
        run(settings(script.url), "sense", str(mail))
        assert script.asked == []
        mail.write_text(mail.read_text().replace("<1@x>", "<2@x>"))
        run(settings(script.url, mail=True), "sense", str(mail))
    assert len(script.asked) == 1
    assert "Menu" not in json.dumps(script.asked[0]["messages"][1])  # not even the subject


def test_without_a_model_nothing_of_it_is_loaded(tmp_path: Path) -> None:
    code = "import sys; from worktui.main import main; main(); print(*sys.modules, file=sys.stderr)"
    words = ["--file", str(tmp_path / "work.json"), "--as", "ana", "sense", note(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        timeout=30,
    )
    loaded = set(done.stderr.split())
    assert "worktui.app.inbox" in loaded
    assert not loaded & {"worktui.model", "worktui.app.opinions", "worktui.app.second_opinion"}
    assert "http.client" not in loaded
