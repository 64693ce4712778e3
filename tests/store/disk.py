"""A model of a disk that loses power: what may be on the platter after any call.

A write lasts when its file was synced after it, a name when its folder was synced after it.
Before that, any of it may be there, in part, as zeros or as rubbish.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from worktui.store.io import Io

Files = dict[str, bytes]


class Op(NamedTuple):
    """One effect: data (write, cut) on an inode, a name (set, gone), or a sync."""

    kind: str
    inode: int = 0
    path: str = ""
    offset: int = 0
    data: bytes = b""


class RecordingIo(Io):
    """The real disk, and a list of every effect in order."""

    fsync = fdatasync = staticmethod(lambda fd: None)

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.ops: list[Op] = []
        self._inodes: dict[int, int] = {}
        self.open, self.close, self.dup = self._open, self._close, self._dup
        self.write, self.ftruncate = self._write, self._ftruncate
        self.replace, self.link, self.unlink = self._replace, self._link, self._unlink
        self.fdatasync, self.fsync = self._sync_data, self._sync_file

    def _inode(self, path: str) -> int:
        return os.stat(path).st_ino

    def _open(self, path: str, flags: int, mode: int = 0o600) -> int:
        new = bool(flags & os.O_CREAT) and not os.path.exists(path)
        fd = os.open(path, flags, mode)
        self._inodes[fd] = os.fstat(fd).st_ino
        if new:
            self.ops.append(Op("set", self._inodes[fd], path))
        return fd

    def _close(self, fd: int) -> None:
        self._inodes.pop(fd, None)
        os.close(fd)

    def _dup(self, fd: int) -> int:
        made = os.dup(fd)
        self._inodes[made] = self._inodes[fd]
        return made

    def _write(self, fd: int, data: Any) -> int:
        written = os.write(fd, data)
        offset = os.lseek(fd, 0, os.SEEK_CUR) - written
        self.ops.append(Op("write", self._inodes[fd], "", offset, bytes(data[:written])))
        return written

    def _ftruncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)
        self.ops.append(Op("cut", self._inodes[fd], "", size))

    def _replace(self, source: str, target: str) -> None:
        inode = self._inode(source)
        os.replace(source, target)
        self.ops.append(Op("move", inode, target, data=source.encode()))

    def _link(self, source: str, target: str) -> None:
        os.link(source, target)
        self.ops.append(Op("set", self._inode(target), target))

    def _unlink(self, path: str) -> None:
        os.unlink(path)
        self.ops.append(Op("gone", 0, path))

    def _sync_data(self, fd: int) -> None:
        self._sync(fd)

    def _sync_file(self, fd: int) -> None:
        self._sync(fd)

    def _sync(self, fd: int) -> None:
        inode = self._inodes[fd]
        folder = os.path.realpath(f"/proc/self/fd/{fd}")
        kind = "names" if os.path.isdir(folder) else "sync"
        self.ops.append(Op(kind, inode, folder))


@dataclass
class Disk:
    """What certainly is on the platter after some effects, and what only may be."""

    files: dict[int, bytes]
    names: dict[str, int]
    data_open: dict[int, list[Op]]
    names_open: list[Op]

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A folder as it stands, all of it lasting."""
        paths = [path for path in folder.rglob("*") if path.is_file()]
        inodes = {str(path): path.stat().st_ino for path in paths}
        return cls({inodes[str(p)]: p.read_bytes() for p in paths}, inodes, {}, [])

    def do(self, op: Op) -> None:
        """One effect more."""
        if op.kind in {"write", "cut"}:
            self.data_open.setdefault(op.inode, []).append(op)
        elif op.kind == "sync":
            self.files[op.inode] = self._content(op.inode, "all", Random(0))
            self.data_open.pop(op.inode, None)
        elif op.kind == "names":
            here = [o for o in self.names_open if o.path.rpartition("/")[0] == op.path]
            for one in here:
                _name(self.names, one)
            self.names_open = [o for o in self.names_open if o not in here]
        else:
            self.names_open.append(op)

    def states(self, rng: Random) -> Iterator[Files]:
        """Files that may be found after power comes back."""
        ways = WAYS if self.data_open else ("all",)
        for count in {0, len(self.names_open), rng.randint(0, len(self.names_open))}:
            names = dict(self.names)
            for op in self.names_open[:count]:
                _name(names, op)
            for way in ways:
                yield {path: self._content(inode, way, rng) for path, inode in names.items()}

    def _content(self, inode: int, way: str, rng: Random) -> bytes:
        lasting = self.files.get(inode, b"")
        ops = self.data_open.get(inode, [])
        if way == "none" or not ops:
            return lasting
        whole = _done(lasting, ops)
        if way == "all":
            return whole
        if way == "part":
            return _done(_done(lasting, ops[:-1]), [_part(ops[-1], rng)])
        kept = min(len(lasting), len(whole))
        if way == "zero":
            return whole[:kept] + bytes(len(whole) - kept)
        if way == "rubbish":
            return whole[:kept] + rng.randbytes(len(whole) - kept)
        if kept == len(whole):
            return whole
        place = rng.randrange(kept, len(whole))
        return whole[:place] + bytes([whole[place] ^ (1 << rng.randrange(8))]) + whole[place + 1 :]


WAYS = ("none", "all", "part", "zero", "rubbish", "flip")


def _part(op: Op, rng: Random) -> Op:
    return op._replace(data=op.data[: rng.randint(1, len(op.data))]) if op.data else op


def _done(content: bytes, ops: list[Op]) -> bytes:
    for op in ops:
        if op.kind == "cut":
            content = content[: op.offset]
        else:
            content = content[: op.offset] + op.data + content[op.offset + len(op.data) :]
    return content


def _name(names: dict[str, int], op: Op) -> None:
    if op.kind == "gone":
        names.pop(op.path, None)
        return
    if op.kind == "move":
        names.pop(op.data.decode(), None)
    names[op.path] = op.inode


def lay(files: Files, folder: Path, place: Path) -> None:
    """Write files of one folder into another."""
    for path, content in files.items():
        target = place / os.path.relpath(path, folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
