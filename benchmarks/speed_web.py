"""Booking pages under load from another process, against an empty page of the same server.

Both are served by uvicorn, each in a process of its own, and asked alternately by a third
one over connections that stay open; any answer but 200 is a failure and ends the run.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from benchmarks.fill import fill
from benchmarks.rows import Row

CONNECTIONS = 16
SECONDS = 1.5
ROUNDS = 3
GOAL = 2.0
"""Times as long as an empty page: half the requests a second."""
TYPE = {"slug": "intro", "title": "Intro call", "minutes": 30, "step": 30, "horizon_days": 60}
EMPTY = """
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
async def page(request): return HTMLResponse("")
app = Starlette(routes=[Route("/", page)])
class Server(uvicorn.Server):
    async def startup(self, sockets=None):
        await super().startup(sockets)
        port = self.servers[0].sockets[0].getsockname()[1]
        print(f"http://127.0.0.1:{port};", flush=True)
Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False)).run()
"""


def measure(sizes: list[int], peers: bool) -> list[Row]:  # noqa: ARG001 - the shape of all rooms
    """Milliseconds a request for the free times of a type and for the first page."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "work.json"
            fill(path, size)
            _add_type(path)
            ours = [sys.executable, "-m", "worktui", "--file", str(path), "serve", "--port", "0",
                    "--quiet"]  # fmt: skip
            with _started(ours) as pages, _started([sys.executable, "-c", EMPTY]) as empty:
                booking, front, base = _asked([f"{pages}/book/intro", f"{pages}/", f"{empty}/"])
        rows += [
            Row("web", "booking page", size, booking, "ms", "empty page", base, GOAL),
            Row("web", "first page", size, front, "ms", "empty page", base, GOAL),
        ]
    return rows


def _add_type(path: Path) -> None:
    """A booking type for the first person there is."""
    run = [sys.executable, "-m", "worktui", "--file", str(path)]
    told = subprocess.run([*run, "export", "worktui"], capture_output=True, check=True)
    work = json.loads(told.stdout)
    work["event_types"] = [{**TYPE, "hosts": [work["people"][0]["id"]]}]
    subprocess.run(
        [*run, "import", "worktui", "-"], input=json.dumps(work).encode(), check=True,
        capture_output=True,
    )  # fmt: skip


@contextmanager
def _started(command: list[str]) -> Iterator[str]:
    """A server in a process of its own; its address, once it answers there."""
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    try:
        line = server.stdout.readline()
        if "http://" not in line:
            raise RuntimeError(f"{command[1:4]} does not serve: {line}")
        yield line[line.index("http://") :].partition(";")[0].strip()
    finally:
        server.terminate()
        server.wait(20)


def _asked(urls: list[str]) -> list[float]:
    """Milliseconds a request for each address, the median of rounds that take turns."""
    found: dict[str, list[float]] = {url: [] for url in urls}
    for url in [*urls, *urls * ROUNDS]:
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.speed_web", url, str(SECONDS)],
            capture_output=True, check=True, text=True,
        )  # fmt: skip
        answer = json.loads(told.stdout)
        if answer["failed"]:
            raise RuntimeError(f"{url}: {answer['failed']} of {answer['done']} requests failed")
        found[url].append(SECONDS * 1000 / answer["done"])
    return [median(times[1:]) for times in found.values()]  # the first round warms up


async def load(url: str, seconds: float) -> dict[str, int]:
    """Ask as fast as is answered over some connections; how many were done, how many failed."""
    parts = urlsplit(url)
    end = time.monotonic() + seconds
    counts = {"done": 0, "failed": 0}
    request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\n\r\n".encode()

    async def one() -> None:
        reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
        while time.monotonic() < end:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0])
            await reader.readexactly(length)
            counts["done"] += 1
            counts["failed"] += not head.startswith(b"HTTP/1.1 200")
        writer.close()

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return counts


if __name__ == "__main__":
    print(json.dumps(asyncio.run(load(sys.argv[1], float(sys.argv[2])))))
