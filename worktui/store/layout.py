"""Where the parts of one workspace lie, derived from the name of its file."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Layout:
    """Paths as text. `name` is what people call the workspace in sentences."""

    path: str
    folder: str
    name: str
    log: str
    log_name: str
    torn: str
    lock: str
    beside: str
    arrivals: str
    secret: str

    @classmethod
    def of(cls, path: str | os.PathLike[str]) -> Layout:
        """From the given file name; links are followed, so that a rename keeps them."""
        real = os.path.realpath(Path(path).expanduser())
        here = Path(real)
        log = f"{real}.log" if here.suffix == ".log" else str(here.with_suffix(".log"))
        beside = f"{real}.d"
        return cls(
            path=real,
            folder=str(here.parent),
            name=here.name,
            log=log,
            log_name=Path(log).name,
            torn=f"{log}.torn",
            lock=f"{real}.lock",
            beside=beside,
            arrivals=f"{beside}/arrivals",
            secret=f"{beside}/secret",
        )
