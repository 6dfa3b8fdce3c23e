"""An InvenioRDM of one user, on loopback, that misbehaves on order.

It speaks the calls that are documented for drafts, files, publication and versions, with the shapes
of `schemas/invenio.json`; both what it gets and what it gives is held to them.

`orders` maps a call (“content”) to what becomes of each time it is made, in turn; when they are
used up, all is well. An order to “hold” keeps the client waiting until the test releases it.
"""

from __future__ import annotations

import hashlib
import json
import re
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from teipipe.deposit.client import fault

LONGEST = 600
"""Seconds after which a call that is held goes on by itself."""
TOKEN = "a-token-that-must-stay-secret"

CALLS = (
    ("POST", r"/api/records", "create"),
    ("GET", r"/api/user/records", "search"),
    ("GET", r"/api/records/([^/]+)", "record"),
    ("GET", r"/api/records/([^/]+)/draft", "draft"),
    ("PUT", r"/api/records/([^/]+)/draft", "update"),
    ("POST", r"/api/records/([^/]+)/versions", "version"),
    ("GET", r"/api/records/([^/]+)/draft/files", "files"),
    ("POST", r"/api/records/([^/]+)/draft/files", "register"),
    ("DELETE", r"/api/records/([^/]+)/draft/files/([^/]+)", "remove"),
    ("PUT", r"/api/records/([^/]+)/draft/files/([^/]+)/content", "content"),
    ("POST", r"/api/records/([^/]+)/draft/files/([^/]+)/commit", "commit"),
    ("POST", r"/api/records/([^/]+)/draft/actions/publish", "publish"),
)
"""The calls: method, path, and the name by which orders are given."""


@dataclass
class Upload:
    """A file of a draft: its bytes, and whether it is complete."""

    content: bytes = b""
    completed: bool = False


@dataclass
class Record:
    """A draft or a published record."""

    value: dict[str, Any]
    files: dict[str, Upload] = field(default_factory=dict)
    published: bool = False


@dataclass
class Invenio:
    """The repository's state, what was asked of it, and what it shall do wrong."""

    orders: dict[str, list[str]] = field(default_factory=dict)
    records: dict[str, Record] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    received: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    server: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)
    reached: threading.Event = field(default_factory=threading.Event)
    release: threading.Event = field(default_factory=threading.Event)

    @property
    def drafts(self) -> list[Record]:
        return [each for each in self.records.values() if not each.published]

    @property
    def published(self) -> list[Record]:
        return [each for each in self.records.values() if each.published]

    def order_for(self, call: str) -> str:
        """Take the next order for a call."""
        with self.lock:
            self.asked.append(call)
            waiting = self.orders.get(call)
            return waiting.pop(0) if waiting else ""

    def make(self, value: dict[str, Any]) -> str:
        with self.lock:
            name = f"rec-{len(self.records) + 1}"
            self.records[name] = Record(value)
            return name

    def shown(self, name: str) -> dict[str, Any]:
        """Give a record as the interface shows it."""
        record = self.records[name]
        base = f"{self.server}/records/{name}"
        draft = {
            "self": f"{base}/draft",
            "self_html": f"{self.server}/uploads/{name}",
            "record": base,
            "files": f"{base}/draft/files",
            "publish": f"{base}/draft/actions/publish",
        }
        public = {
            "self": base,
            "self_html": f"{self.server}/html/{name}",
            "versions": f"{base}/versions",
        }
        return {
            "id": name,
            "is_published": record.published,
            "is_draft": not record.published,
            "metadata": record.value.get("metadata", {}),
            "links": public if record.published else draft,
        }

    def entry(self, name: str, key: str) -> dict[str, Any]:
        upload = self.records[name].files[key]
        base = f"{self.server}/records/{name}/draft/files/{key}"
        sums = {
            "checksum": f"md5:{hashlib.md5(upload.content).hexdigest()}",
            "size": len(upload.content),
        }
        return {
            "key": key,
            "status": "completed" if upload.completed else "pending",
            "links": {"self": base, "content": f"{base}/content", "commit": f"{base}/commit"},
            **(sums if upload.completed else {}),
        }


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; how, depends on the order for its call."""

    protocol_version = "HTTP/1.1"
    fake: Invenio

    def log_message(self, *_: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_DELETE(self) -> None:
        self._answer("DELETE")

    def _answer(self, method: str) -> None:
        path = urlsplit(self.path).path
        for known, pattern, call in CALLS:
            matched = re.fullmatch(pattern, path)
            if matched and known == method:
                self._call(call, [unquote(each) for each in matched.groups()])
                return
        self.fake.faults.append(f"{method} {path}")
        self._send(405, {"message": "no such call"})

    def _call(self, call: str, names: list[str]) -> None:
        order = self.fake.order_for(call)
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self._body()
            said = self.headers.get("Authorization", "")
            self._send(403, {"message": f"Permission denied to {said}.", "status": 403})
            return
        if order == "reset in the body":
            self.rfile.read(int(self.headers.get("Content-Length", 0)) // 2)
            self._reset()
            return
        body = self._body()
        if order.startswith("429"):
            self._send(429, {"message": "slow down"}, {"Retry-After": order.partition(" ")[2]})
        elif order in ("500", "503", "504"):
            self._send(int(order), {"message": "later"})
        elif order == "refuse":
            errors = [{"field": "metadata.title", "messages": ["Missing data."]}]
            self._send(400, {"status": 400, "message": "A validation error.", "errors": errors})
        elif order == "nonsense":
            self._send(200, {"hello": "world"})
        elif order.startswith("redirect"):
            self._send(302, {}, {"Location": order.partition(" ")[2]})
        else:
            if order == "slow":
                time.sleep(0.3)
            if order == "hold":
                self.fake.reached.set()
                self.fake.release.wait(LONGEST)
            status, value = getattr(self, f"_{call}")(names, body, order)
            if order == "done, then 504":
                self._send(504, {"message": "gateway"})
            elif order == "done, then reset":
                self._reset()
            else:
                self._send(status, value)

    def _body(self) -> bytes:
        wanted = int(self.headers.get("Content-Length", 0))
        content = self.rfile.read(wanted)
        self.fake.received[self.path] += len(content)
        return content

    def _reset(self) -> None:
        """End the connection as a broken line does."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def _send(self, status: int, value: Any, headers: dict[str, str] | None = None) -> None:
        content = json.dumps(value).encode() if value is not None else b""
        self.send_response(status)
        for name, each in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, each)
        self.end_headers()
        self.wfile.write(content)

    def _held(self, shape: str, value: Any) -> Any:
        """Hold what comes or goes to its shape."""
        wrong = fault(shape, value)
        if wrong:
            self.fake.faults.append(f"{shape}: {wrong}")
        return value

    def _create(self, _names: list[str], body: bytes, _order: str) -> tuple[int, Any]:
        name = self.fake.make(self._held("record-request", json.loads(body)))
        return 201, self._held("draft", self.fake.shown(name))

    def _search(self, _names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        query = parse_qs(urlsplit(self.path).query)["q"][0].strip('"')
        hits = [
            self.fake.shown(name)
            for name, each in self.fake.records.items()
            if query in json.dumps(each.value)
        ]
        return 200, self._held("search", {"hits": {"hits": hits, "total": len(hits)}})

    def _record(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        record = self.fake.records.get(names[0])
        if record is None or not record.published:
            return 404, {"message": "not found"}
        return 200, self._held("record", self.fake.shown(names[0]))

    def _draft(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        if self._is_no_draft(names[0]):
            return 404, {"message": "not found"}
        return 200, self._held("draft", self.fake.shown(names[0]))

    def _update(self, names: list[str], body: bytes, _order: str) -> tuple[int, Any]:
        if self._is_no_draft(names[0]):
            return 404, {"message": "not found"}
        self.fake.records[names[0]].value = self._held("record-request", json.loads(body))
        return 200, self._held("draft", self.fake.shown(names[0]))

    def _version(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        name = self.fake.make(dict(self.fake.records[names[0]].value))
        return 201, self._held("draft", self.fake.shown(name))

    def _files(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        files = self.fake.records[names[0]].files
        entries = [self.fake.entry(names[0], key) for key in files]
        return 200, self._held("files", {"enabled": True, "entries": entries})

    def _register(self, names: list[str], body: bytes, _order: str) -> tuple[int, Any]:
        files = self.fake.records[names[0]].files
        for each in self._held("files-request", json.loads(body)):
            if each["key"] in files:
                return 400, {"status": 400, "message": "A file with this name exists."}
            files[each["key"]] = Upload()
        return 201, self._files(names, b"", "")[1]

    def _remove(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        found = self.fake.records[names[0]].files.pop(names[1], None)
        return (204, None) if found else (404, {"message": "not found"})

    def _content(self, names: list[str], body: bytes, order: str) -> tuple[int, Any]:
        upload = self.fake.records[names[0]].files[names[1]]
        upload.content = body[:-1] + b"?" if order == "wrong bytes" else body
        return 200, self._held("file", self.fake.entry(*names))

    def _commit(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        upload = self.fake.records[names[0]].files[names[1]]
        if upload.completed:
            return 400, {"status": 400, "message": "The file is complete already."}
        upload.completed = True
        return 200, self._held("file", self.fake.entry(*names))

    def _publish(self, names: list[str], _body: bytes, _order: str) -> tuple[int, Any]:
        if self._is_no_draft(names[0]):
            return 404, {"message": "not found"}
        record = self.fake.records[names[0]]
        if not record.files or not all(each.completed for each in record.files.values()):
            return 400, {"status": 400, "message": "Files are missing."}
        record.published = True
        return 202, self._held("record", self.fake.shown(names[0]))

    def _is_no_draft(self, name: str) -> bool:
        return name not in self.fake.records or self.fake.records[name].published


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Stay quiet: a client that goes away is what is tested."""


@contextmanager
def running(**orders: list[str]) -> Iterator[Invenio]:
    """Run a repository for a while; the names of orders are those of the calls."""
    fake = Invenio(orders=dict(orders))
    handler = type("Handler", (_Handler,), {"fake": fake})
    server = _Server(("127.0.0.1", 0), handler)
    fake.server = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
