"""Whether a folder lies on a disk of another machine, where locks and news are not sure."""

from __future__ import annotations

import os

from worktui.store.io import READ, Io, read_at, shut

MOUNTS = "/proc/self/mountinfo"
_MOST = 1 << 20

_KINDS = ("nfs", "cifs", "smb", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.")
_LOCAL = ("fuse.ext", "fuse.ntfs", "fuse.exfat", "fuse.overlayfs")


def network_disk(io: Io, folder: str) -> str:
    """The kind of network disk a folder lies on (nfs4, cifs, fuse.sshfs, …), "" if none."""
    try:
        device = io.stat(folder).st_dev
        fd = io.open(MOUNTS, READ)
    except OSError:
        return ""  # not this kind of system: nothing is known
    try:
        text = read_at(io, fd, 0, _MOST).decode(errors="replace")
    except OSError:
        return ""
    finally:
        shut(io, fd)
    kind = mounted(text, f"{os.major(device)}:{os.minor(device)}")
    return kind if kind.startswith(_KINDS) and not kind.startswith(_LOCAL) else ""


def mounted(text: str, device: str) -> str:
    """The kind of file system of a device, from lines as in proc_pid_mountinfo(5)."""
    for line in text.splitlines():
        words = line.split()
        if len(words) > 2 and words[2] == device and "-" in words:
            rest = words[words.index("-") + 1 :]
            return rest[0] if rest else ""
    return ""
