"""A model server on loopback that says what a test scripted, and remembers what it was asked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Headers = dict[str, str]


@dataclass
class Script:
    """Answers in order, the last one for good: bytes to send after status and headers."""

    answers: list[Answer] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    over: Event = field(default_factory=Event)
    url: str = ""

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    @property
    def ways(self) -> list[str]:
        """How it was asked, each time."""
        return [
            "schema" if "response_format" in body else "tool" if "tools" in body else "plain"
            for body in self.asked
        ]


@dataclass
class Answer:
    """One answer. `drip` sends it byte by byte, waiting for the end of the test in between."""

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    drip: bool = False
    silent: bool = False


def completion(content: Any, **choice: Any) -> Answer:
    """A chat completion whose message has this content."""
    message = {"role": "assistant", "content": content}
    return raw({"choices": [{"index": 0, "message": message, "finish_reason": "stop", **choice}]})


def tool_call(arguments: str) -> Answer:
    """A chat completion that calls the tool."""
    call = {"id": "1", "type": "function", "function": {"name": "report", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return raw({"choices": [{"message": message, "finish_reason": "tool_calls"}]})


def raw(value: Any, status: int = 200, **headers: str) -> Answer:
    """Any JSON."""
    named = {name.replace("_", "-"): text for name, text in headers.items()}
    return Answer(json.dumps(value).encode(), status, named)


def candidates(*given: dict[str, Any]) -> str:
    """An answer in the asked form."""
    return json.dumps({"candidates": list(given)})


@contextmanager
def serving(*answers: Answer) -> Iterator[Script]:
    """A server for one test, on a free port, stopped at its end."""
    script = Script(list(answers))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script))
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.over.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def _handler(script: Script) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            script.asked.append(json.loads(self.rfile.read(length)))
            script.headers.append({k.lower(): v for k, v in self.headers.items()})
            answer = script.next()
            if answer.silent:
                script.over.wait(30)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self._send(answer)

        def _send(self, answer: Answer) -> None:
            try:
                if not answer.drip:
                    self.wfile.write(answer.body)
                    return
                for byte in answer.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if script.over.wait(0.05):
                        return
            except OSError:
                return  # the other side has hung up

        def log_message(self, *_: object) -> None:
            return

    return Handler
