"""A disk of another machine is recognised."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.store.hands import opened
from worktui.store import network
from worktui.store.io import DISK

LINE = "36 35 {device} / /home rw,noatime master:1 - {kind} server:/export rw,errors=continue\n"


def test_a_disk_of_this_machine_is_not_a_network_disk(folder: Path) -> None:
    assert opened(folder / "work.json").network() == ""


@pytest.mark.parametrize(
    ("kind", "said"),
    [("nfs4", "nfs4"), ("cifs", "cifs"), ("fuse.sshfs", "fuse.sshfs"), ("ext4", ""), ("tmpfs", "")],
)
def test_a_network_disk_is_named(
    folder: Path, kind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = folder.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts = folder / "mounts"
    other = LINE.format(device="254:99", kind="nfs")
    mounts.write_text(other + LINE.format(device=number, kind=kind) + "broken line\n")
    monkeypatch.setattr(network, "MOUNTS", str(mounts))
    assert network.network_disk(DISK, str(folder)) == said


def test_where_nothing_can_be_known_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOUNTS", "/nowhere/at/all")
    assert network.network_disk(DISK, "/") == ""
    assert network.network_disk(DISK, "/nowhere/at/all") == ""
    assert network.mounted("", "1:2") == ""
