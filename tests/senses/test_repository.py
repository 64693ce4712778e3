"""A local git repository: what reaches its default branch, once; and nothing of it is trusted."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from worktui.app.ports import Found
from worktui.domain.errors import SenseProblem
from worktui.senses import gitcall, repository
from worktui.senses.gitcall import ask
from worktui.senses.intake import read
from worktui.senses.repository import Repository

pytestmark = pytest.mark.needs("git")


class Repo:
    """A repository with a clock of its own."""

    def __init__(self, path: Path, *words: str) -> None:
        self.path, self.minute = path, 0
        self.git("init", "-q", "-b", "main", *words, ".", make=True)
        self.git("config", "commit.gpgsign", "false")

    def git(self, *words: str, make: bool = False) -> str:
        if make:
            self.path.mkdir(exist_ok=True)
        self.minute += 1
        when = f"2026-03-04T10:{self.minute:02}:00+01:00"
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
               for what, value in (("NAME", "Bo Lind"), ("EMAIL", "bo@acme.example"), ("DATE", when))}  # fmt: skip
        done = subprocess.run(
            ["git", *words],
            cwd=self.path,
            env={**os.environ, **who},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    def commit(self, message: str, *more: str) -> str:
        self.git("commit", "-q", "--allow-empty", "-m", message, *more)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    repo = Repo(tmp_path / "web")
    repo.commit("Begin")
    return repo


def looked(sense: Repository, cursor: Mapping[str, Any]) -> tuple[list[str], Mapping[str, Any]]:
    """First lines of the commits that were found, and where to go on from."""
    finds: list[Found] = list(sense.look(cursor))
    arrivals = [one for f in finds if f.raw is not None for one in read(f.raw, f.kind, now=None)]  # type: ignore[arg-type]
    assert all(one.state == "parsed" and one.default_branch for one in arrivals)
    told = [c.message.split("\n")[0] for one in arrivals for c in one.commits]
    return told, finds[-1].cursor if finds else cursor


def test_what_is_committed_from_now_on_is_told_oldest_first_and_once(repo: Repo) -> None:
    sense = Repository(repo.path)
    told, cursor = looked(sense, {})
    assert told == []
    repo.commit("Footer\n\nCloses WEB-7")
    repo.commit("Header")
    told, cursor = looked(sense, cursor)
    assert told == ["Footer", "Header"]
    assert looked(sense, cursor)[0] == []
    repo.commit("Later")
    assert looked(Repository(repo.path), cursor)[0] == ["Later"]


def test_it_is_an_arrival_with_authors_branch_and_whole_messages(repo: Repo) -> None:
    _, cursor = looked(Repository(repo.path), {})
    sha = repo.commit("Footer — ünïcode\n\nCloses WEB-7\n\nSigned-off-by: B")
    [found, *_] = [f for f in Repository(repo.path).look(cursor) if f.raw is not None]
    [arrival] = read(found.raw, found.kind, now=None)  # type: ignore[arg-type]
    [commit] = arrival.commits
    assert arrival.source == "git:local"
    assert (commit.sha, commit.author.email) == (sha, "bo@acme.example")
    assert commit.message.startswith("Footer — ünïcode\n\nCloses WEB-7")
    assert commit.date is not None
    assert arrival.fields["branch"] == "main"


def test_a_side_branch_counts_when_it_is_merged(repo: Repo) -> None:
    sense = Repository(repo.path)
    _, cursor = looked(sense, {})
    repo.git("switch", "-q", "-c", "feature")
    repo.commit("Side\n\nCloses WEB-7")
    assert looked(sense, cursor)[0] == []
    repo.git("switch", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "Merge feature", "feature")
    assert looked(sense, cursor)[0] == ["Side", "Merge feature"]


def test_what_was_fetched_counts_as_what_was_committed_here_and_not_twice(
    repo: Repo, tmp_path: Path
) -> None:
    clone = Repo.__new__(Repo)
    clone.path, clone.minute = tmp_path / "clone", 30
    subprocess.run(
        ["git", "clone", "-q", str(repo.path), str(clone.path)], check=True, capture_output=True
    )
    sense = Repository(clone.path)
    _, cursor = looked(sense, {})
    repo.commit("Theirs")
    clone.git("fetch", "-q")
    told, cursor = looked(sense, cursor)
    assert told == ["Theirs"]
    clone.git("merge", "-q", "--ff-only", "origin/main")
    told, cursor = looked(sense, cursor)
    assert told == []


def test_the_default_branch_is_what_the_origin_says(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "origin")
    repo.git("switch", "-q", "-c", "develop")
    repo.commit("Begin")
    subprocess.run(
        ["git", "clone", "-q", str(repo.path), str(tmp_path / "clone")],
        check=True,
        capture_output=True,
    )
    [found] = list(Repository(tmp_path / "clone").look({}))
    assert sorted(found.cursor["tips"]) == ["refs/heads/develop", "refs/remotes/origin/develop"]


def test_after_a_rewritten_history_only_what_is_different_is_new(repo: Repo) -> None:
    sense = Repository(repo.path)
    repo.commit("One")
    repo.commit("Two\n\nCloses WEB-2")
    _, cursor = looked(sense, {})
    repo.git("reset", "-q", "--hard", "HEAD~2")
    repo.git("commit", "-q", "--allow-empty", "-m", "Zero")
    repo.git("cherry-pick", "--allow-empty", "ORIG_HEAD")
    repo.commit("Three")
    assert looked(sense, cursor)[0] == ["Zero", "Three"]


def test_when_all_that_was_known_is_gone_only_what_is_newer_counts(repo: Repo) -> None:
    _, cursor = looked(Repository(repo.path), {})
    repo.commit("New")
    lost = {**cursor, "tips": {"refs/heads/main": "0" * 39 + "1"}}
    assert looked(Repository(repo.path), lost)[0][-1] == "New"


def test_a_revert_brings_along_what_it_takes_back(repo: Repo) -> None:
    sense = Repository(repo.path)
    sha = repo.commit("Footer\n\nCloses WEB-7")
    _, cursor = looked(sense, {})
    repo.commit(f'Revert "Footer"\n\nThis reverts commit {sha}.')
    assert looked(sense, cursor)[0] == ["Footer", 'Revert "Footer"']


def test_a_revert_of_a_revert_brings_along_both(repo: Repo) -> None:
    sense = Repository(repo.path)
    sha = repo.commit("Footer\n\nCloses WEB-7")
    sha = repo.commit(f'Revert "Footer"\n\nThis reverts commit {sha}.')
    _, cursor = looked(sense, {})
    repo.commit(f'Reapply "Footer"\n\nThis reverts commit {sha}.')
    assert looked(sense, cursor)[0] == ["Footer", 'Revert "Footer"', 'Reapply "Footer"']


def test_a_repository_that_is_empty_at_first(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "new")
    sense = Repository(repo.path)
    _, cursor = looked(sense, {})
    repo.commit("First")
    assert looked(sense, cursor)[0] == ["First"]


def test_older_commits_are_taken_from_the_day_that_is_asked_for(repo: Repo) -> None:
    repo.commit("Second")
    told, cursor = looked(Repository(repo.path), {"since": "2020-01-01T00:00:00+00:00"})
    assert told == ["Begin", "Second"]
    assert "tips" in cursor


def test_many_commits_come_in_parts(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repository, "AT_ONCE", 2)
    sense = Repository(repo.path)
    _, cursor = looked(sense, {})
    for number in range(5):
        repo.commit(f"No {number}")
    finds = list(sense.look(cursor))
    assert [len(f.raw["commits"]) for f in finds] == [2, 2, 1]
    assert [f.cursor == cursor for f in finds] == [True, True, False]


def test_git_is_not_asked_while_nothing_moves(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    sense = Repository(repo.path)
    _, cursor = looked(sense, {})
    for _ in range(3):
        looked(sense, cursor)
    monkeypatch.setattr(repository, "ask", lambda *a, **k: pytest.fail("git was asked"))
    assert looked(sense, cursor)[0] == []


def test_a_hostile_repository_starts_no_program(repo: Repo, tmp_path: Path) -> None:
    trap, sprung = tmp_path / "trap.sh", tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\ncat\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand",
                 "core.alternateRefsCommand", "pager.log", "core.editor", "credential.helper"):  # fmt: skip
        repo.git("config", name, str(trap))
    repo.git("config", "log.showSignature", "true")
    repo.git("config", "alias.log", f"!{trap}")
    (repo.path / ".git" / "hooks" / "post-checkout").write_text(trap.read_text())
    (repo.path / ".gitattributes").write_text("* diff=evil filter=evil\n")
    repo.git("config", "diff.evil.textconv", str(trap))
    repo.git("config", "filter.evil.clean", str(trap))
    _, cursor = looked(Repository(repo.path), {})
    repo.git(
        "-c", "core.fsmonitor=", "-c", "gpg.program=", "commit", "-q", "--allow-empty", "-m", "x"
    )
    sprung.unlink(missing_ok=True)
    assert looked(Repository(repo.path), cursor)[0] == ["x"]
    assert not sprung.exists()


def test_hostile_messages_are_cleaned(repo: Repo) -> None:
    _, cursor = looked(Repository(repo.path), {})
    repo.commit("red \x1b[31mtape\x07 \u202egnp\n\ncommit " + "0" * 40)
    told, _ = looked(Repository(repo.path), cursor)
    assert told == ["red tape gnp"]


def test_a_folder_without_a_repository_is_told_without_its_path(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(SenseProblem) as told:
            list(Repository(path).look({}))
        assert str(tmp_path) not in str(told.value)


def test_a_repository_of_another_user_is_said_and_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(
        "#!/bin/sh\necho \"fatal: detected dubious ownership in repository at '$PWD'\" >&2\nexit 128\n"
    )
    (folder / "git").chmod(0o755)
    with pytest.raises(SenseProblem) as told:
        ask(str(tmp_path), ["log"], env={"PATH": f"{folder}:/usr/bin:/bin"})
    assert told.value.lasting
    assert "safe.directory" in str(told.value)
    assert str(tmp_path) not in str(told.value)


def test_without_git_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SenseProblem, match="Git is not installed"):
        ask(str(tmp_path), ["log"], env={"PATH": str(tmp_path)})


def test_while_git_cannot_read_the_history_nothing_counts_as_looked_at(repo: Repo) -> None:
    sense = Repository(repo.path)
    cursor = list(sense.look({}))[-1].cursor
    lost = repo.commit("Closes WEB-1")
    repo.commit("Then this")
    thing = repo.path / ".git" / "objects" / lost[:2] / lost[2:]
    data = thing.read_bytes()
    thing.chmod(0o644)
    thing.unlink()
    with pytest.raises(SenseProblem, match="could not read"):
        list(sense.look(cursor))
    thing.write_bytes(data)
    assert looked(sense, cursor)[0] == ["Closes WEB-1", "Then this"]


def test_long_messages_push_no_commit_out(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gitcall, "LONGEST", 8_000)
    sense = Repository(repo.path)
    cursor = list(sense.look({}))[-1].cursor
    for name in ("one", "two", "three"):
        repo.commit(f"{name}\n\n" + "x" * 3_500)
    repo.commit("four\n\n" + "x" * 9_000)
    repo.commit("Closes WEB-1")
    told, cursor = looked(sense, cursor)
    assert told == ["one", "two", "three", "four", "Closes WEB-1"]
    assert looked(sense, cursor)[0] == []
