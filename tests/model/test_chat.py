"""The model's adapter against a scripted server: three ways to ask, and every way to fail."""

from __future__ import annotations

import json
from time import monotonic, process_time
from typing import Any

import pytest

from tests.model.scripted import Answer, candidates, completion, raw, serving, tool_call
from worktui.app.ports import Asked
from worktui.domain.errors import ModelProblem, Refused
from worktui.model import ChatModel
from worktui.model.address import address_of
from worktui.model.repair import candidates_in

ASKED = Asked(
    "Could you send the price list by Friday?",
    {"task": {"WEB-1": "Booking page"}},
    {"create_task": ("title", "project"), "comment_task": ("task", "text")},
)
TASK = {"type": "create_task", "title": "Send the price list", "evidence": "send the price list"}


def model(url: str, **more: Any) -> ChatModel:
    return ChatModel(url, "tiny", **{"timeout": 5.0, **more})


def test_it_is_asked_by_a_schema_that_names_only_what_is_offered() -> None:
    with serving(completion(candidates(TASK))) as script:
        assert model(script.url).suggest(ASKED) == [TASK]
    (body,) = script.asked
    assert script.ways == ["schema"]
    told = body["response_format"]["json_schema"]
    item = told["schema"]["properties"]["candidates"]["items"]
    assert item["properties"]["type"]["enum"] == ["create_task", "comment_task"]
    assert set(item["required"]) == set(item["properties"])
    assert "due" not in item["properties"]
    shown = json.loads(body["messages"][1]["content"])
    assert shown["message"] == ASKED.text
    assert shown["names"] == {"task": {"WEB-1": "Booking page"}}


def test_a_server_without_schemas_is_asked_by_a_tool_and_remembered() -> None:
    no = raw({"error": {"message": "response_format is not supported"}}, 400)
    with serving(no, tool_call(candidates(TASK))) as script:
        asked = model(script.url)
        assert asked.suggest(ASKED) == [TASK]
        assert asked.suggest(ASKED) == [TASK]
    assert script.ways == ["schema", "tool", "tool"]


def test_a_server_with_neither_is_asked_in_plain_words() -> None:
    fenced = f"Sure! Here it is:\n```json\n{candidates(TASK)}\n```\nAnything else?"
    with serving(raw({}, 400), raw({"detail": "no tools"}, 422), completion(fenced)) as script:
        assert model(script.url).suggest(ASKED) == [TASK]
    assert script.ways == ["schema", "tool", "plain"]
    assert "tools" not in script.asked[2]


@pytest.mark.parametrize(
    "text",
    [
        candidates(TASK),
        f"```\n{candidates(TASK)}\n```",
        f"<think>[{{}}] maybe? {{</think>{candidates(TASK)}",
        f'<think>a</think><thinking>b [{{"c": 1}}]</thinking>\n{candidates(TASK)}',
        f"\ufeff{candidates(TASK)}",
        json.dumps([TASK]),
        candidates(TASK)[:-2] + ", ]}",
        candidates(TASK, {**TASK, "title": "x" * 50})[:-30],
        '{"candidates": [3, "x", null, ' + json.dumps(TASK) + "]}",
    ],
)
def test_what_is_whole_in_a_damaged_answer_is_used(text: str) -> None:
    assert candidates_in(text) == [TASK]


@pytest.mark.parametrize(
    "text",
    ["", "I cannot help with that.", "{", '{"candidates": ', '{"candidates": [{"type": "cre',
     "[" * 100_000, '{"candidates": [' + '{"a":' * 50_000, '{"candidates": [{"n": NaN}'],
)  # fmt: skip
def test_what_holds_no_whole_candidate_is_a_problem(text: str) -> None:
    with pytest.raises(ModelProblem, match="form"):
        candidates_in(text)


@pytest.mark.parametrize(
    "text", ["[{" * 250_000, "<think>" * 70_000, '"candidates":[' * 35_000, "[ " * 250_000,
             '"candidates"' + " " * 500_000]
)  # fmt: skip
def test_an_answer_made_to_cost_time_costs_little(text: str) -> None:
    begun = process_time()
    with pytest.raises(ModelProblem):
        candidates_in(text)
    assert process_time() - begun < 2


def test_an_empty_list_is_an_answer() -> None:
    assert candidates_in('{"candidates": []}') == []


def test_only_so_many_candidates_are_looked_at() -> None:
    assert len(candidates_in(candidates(*[TASK] * 500))) == 16


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (raw({"error": {"message": "boom \x1b[31m"}}, 500), "answered 500: boom"),
        (raw({"error": "no"}, 401), "refused the key"),
        (Answer(b"<html>", 502), "answered 502"),
        (Answer(b"not json"), "no chat completion"),
        (raw({"choices": []}), "no chat completion"),
        (raw({"choices": [{"message": "hello"}]}), "no chat completion"),
        (raw([1, 2]), "no chat completion"),
        (completion(None), "empty"),
        (completion(7), "empty"),
        (completion("", finish_reason="content_filter"), "filter"),
        (raw({"choices": [{"message": {"refusal": "I cannot do that."}}]}), "would not answer"),
        (Answer(b"x" * 5_000_000), "longer than"),
        (Answer(b"", 307, {"Location": "http://127.0.0.1:9/"}), "not followed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_answer_is_one_sentence(answer: Answer, says: str) -> None:
    with serving(answer) as script, pytest.raises(ModelProblem, match=says) as told:
        model(script.url).suggest(ASKED)
    assert "\x1b" not in str(told.value)
    assert len(script.asked) == 1


def test_prose_in_every_way_is_a_problem_and_ends_after_three_requests() -> None:
    prose = completion("I would rather talk about boats.")
    with serving(prose) as script, pytest.raises(ModelProblem, match="form"):
        model(script.url).suggest(ASKED)
    assert script.ways == ["schema", "tool", "plain"]


def test_content_in_parts_is_read() -> None:
    parts = [{"type": "text", "text": candidates(TASK)}]
    with serving(completion(parts)) as script:
        assert model(script.url).suggest(ASKED) == [TASK]


def test_a_busy_server_is_left_alone_as_long_as_it_asks() -> None:
    with serving(raw({"error": "slow down"}, 429, Retry_After="120")) as script:
        asked = model(script.url)
        with pytest.raises(ModelProblem, match="429"):
            asked.suggest(ASKED)
        with pytest.raises(ModelProblem, match="left alone"):
            asked.suggest(ASKED)
    assert len(script.asked) == 1


@pytest.mark.parametrize("answer", [Answer(silent=True), Answer(b"{" * 10_000, drip=True)])
def test_a_slow_server_is_cut_off_at_the_deadline(answer: Answer) -> None:
    with serving(answer) as script:
        begun = monotonic()
        with pytest.raises(ModelProblem, match="in time"):
            model(script.url, timeout=0.3).suggest(ASKED)
        assert monotonic() - begun < 3


def test_a_server_that_is_not_there_is_one_sentence() -> None:
    with serving(completion("")) as script:
        url = script.url
    with pytest.raises(ModelProblem, match="could not be asked"):
        model(url).suggest(ASKED)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("http://models.example/v1", "unsealed"),
        ("http://127.0.0.1.models.example/v1", "unsealed"),
        ("http://0.0.0.0:11434/v1", "unsealed"),
        ("ftp://127.0.0.1/v1", "no web address"),
        ("127.0.0.1:11434", "no web address"),
        ("https://user:key@models.example/v1", "more than host"),
        ("https://models.example/v1?key=1", "more than host"),
        ("http://127.0.0.1:99999/v1", "cannot be read"),
        ("http://[::1/v1", "cannot be read"),
    ],
)
def test_an_address_that_would_leak_or_is_none_is_refused(address: str, says: str) -> None:
    with pytest.raises(ModelProblem, match=says):
        address_of(address)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/v1", "http://localhost/v1/", "http://[::1]:8080", "https://m.example/v1"],
)
def test_this_machine_and_sealed_addresses_are_taken(address: str) -> None:
    assert address_of(address).host


def test_the_key_goes_into_the_header_and_a_failing_command_is_told() -> None:
    with serving(completion(candidates())) as script:
        model(script.url, key=lambda: "sk-1\n").suggest(ASKED)
        model(script.url).suggest(ASKED)

        def fails() -> str:
            raise Refused("The command that prints the password failed.")

        with pytest.raises(ModelProblem, match="command"):
            model(script.url, key=fails).suggest(ASKED)
        with pytest.raises(ModelProblem, match="no key") as told:
            model(script.url, key=lambda: "sk-1\r\nHost: x").suggest(ASKED)
    assert "sk-1" not in str(told.value)
    assert script.headers[0]["authorization"] == "Bearer sk-1"
    assert "authorization" not in script.headers[1]
    assert len(script.asked) == 2


def test_no_proxy_of_the_environment_sees_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving(completion(candidates(TASK))) as script:
        assert model(script.url).suggest(ASKED) == [TASK]


def test_a_model_without_a_name_is_not_asked() -> None:
    with pytest.raises(ModelProblem, match=r"model\.name"):
        ChatModel("http://127.0.0.1:9/v1", " ").suggest(ASKED)
