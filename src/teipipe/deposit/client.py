"""Speaking to a repository: one request at a time, tried again where that is safe.

This module alone opens the network, and only `teipipe deposit push` imports it. The token comes
from the environment, goes only to the host that was named, and is in no message. Redirects are
not followed.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from time import sleep, time
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

from teipipe.deposit import shapes
from teipipe.deposit.packages.containers import CHUNK
from teipipe.errors import RepositoryError
from teipipe.findings import Place, finding

ATTEMPTS = 8
"""How often a request is tried."""
LONGEST = 120.0
"""The longest pause before the next attempt, in seconds."""
TIMEOUT = 120.0
"""How long a silent connection is waited for, in seconds."""
_AGAIN = (429, 500, 502, 503, 504)
_OF_THE_TOKEN = (401, 403)
"""Refusals of whoever asks, and not of what is asked."""
_SHOWN = 300

Progress = Callable[[str, int], None]
"""Told of each piece that was sent: the file, and how many bytes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, and the value of its JSON."""

    status: int
    value: Any = None


class UnsureError(Exception):
    """A request may have been done or not: its answer was lost. Look before trying again."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(slots=True)
class Client:
    """A repository's interface at an address, with the token that opens it."""

    server: str
    token: str = field(repr=False)
    wait: Callable[[float], None] = sleep
    progress: Progress = lambda _file, _size: None

    def ask(self, method: str, url: str, shape: str = "", value: Any = None) -> Answer:
        """Send a request that can be repeated without harm, until it is answered.

        Raises `RepositoryError`: D051 for a refusal, D052 when nothing answers, D053 for an answer
        that is not of the shape, D055 for an address of another host.
        """
        reason = ""
        for attempt in range(ATTEMPTS):
            try:
                return self._checked(method, url, shape, self.once(method, url, value))
            except UnsureError as lost:
                reason = lost.reason
                self.pause(attempt, lost)
        raise unreachable(f"{method} {_path(url)}", reason)

    def pause(self, attempt: int, lost: UnsureError) -> None:
        """Wait before another attempt: as long as the repository says, else ever longer."""
        asked = lost.after if isinstance(lost, BusyError) else None
        self.wait(min(LONGEST, asked if asked is not None else 2.0**attempt))

    def once(self, method: str, url: str, value: Any = None) -> Answer:
        """Send a request once; raises `UnsureError` where it is not known what became of it."""
        body = None if value is None else json.dumps(value).encode("utf-8")
        return self._send(method, url, body, {"Content-Type": "application/json"})

    def upload(self, url: str, file: Path) -> Answer:
        """Send the bytes of a file, piece by piece, until they have arrived."""
        reason = ""
        for attempt in range(ATTEMPTS):
            headers = {
                "Content-Type": "application/octet-stream",
                "Content-Length": str(file.stat().st_size),
            }
            try:
                with file.open("rb") as opened:
                    body = _Watched(opened, lambda size: self.progress(file.name, size))
                    return self._send("PUT", url, body, headers)
            except UnsureError as lost:
                reason = lost.reason
                self.pause(attempt, lost)
        raise unreachable(f"PUT {_path(url)}", reason)

    def _send(self, method: str, url: str, body: Any, headers: Mapping[str, str]) -> Answer:
        self._check_host(url)
        sent = {**headers, "Authorization": f"Bearer {self.token}", "Accept": "application/json"}
        request = urllib.request.Request(url, data=body, headers=sent, method=method)
        try:
            with _opener().open(request, timeout=TIMEOUT) as response:
                return Answer(response.status, _value(response))
        except HTTPError as error:
            with error:
                return self._refused(f"{method} {_path(url)}", error)
        except (OSError, HTTPException) as error:
            raise UnsureError(_reason(error)) from None

    def _refused(self, request: str, error: HTTPError) -> Answer:
        """Tell what a refusal means: try again, or stop; what is not there is an answer."""
        if error.code in _AGAIN:
            raise BusyError(error.code, _after(error.headers.get("Retry-After")))
        if error.code == 404:
            return Answer(404)
        token = "TEIPIPE_DEPOSIT_TOKEN" if error.code in _OF_THE_TOKEN else ""
        reason = _said(error).replace(self.token, "…")
        told = {"status": error.code, "request": request, "reason": reason, "near": token}
        raise RepositoryError(finding("D051", Place(self.server), "deposit", **told))

    def _check_host(self, url: str) -> None:
        if urlsplit(url)[:2] != urlsplit(self.server)[:2]:
            raise RepositoryError(finding("D055", Place(self.server), "deposit", address=url))

    def _checked(self, method: str, url: str, shape: str, answer: Answer) -> Answer:
        reason = fault(shape, answer.value) if shape and answer.status != 404 else ""
        if reason:
            raise misunderstood(f"{method} {_path(url)}", reason)
        return answer


class BusyError(UnsureError):
    """The repository says that it cannot now: with its status, and when to come again."""

    def __init__(self, status: int, after: float | None) -> None:
        super().__init__(str(status))
        self.status = status
        self.after = after


class _Watched:
    """A file that tells how much of it was read."""

    def __init__(self, file: IO[bytes], told: Callable[[int], None]) -> None:
        self._file = file
        self._told = told

    def read(self, size: int = CHUNK) -> bytes:
        piece = self._file.read(size)
        self._told(len(piece))
        return piece


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@cache
def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(_NoRedirect)


def fault(shape: str, value: Any) -> str:
    """Give what is wrong in a value that should have a shape of `schemas/invenio.json`."""
    return shapes.fault(f"invenio.json#{shape}", value)


def unreachable(request: str, reason: str) -> RepositoryError:
    """Make the error of a repository that does not answer (D052)."""
    told = {"request": request, "reason": reason, "count": ATTEMPTS}
    return RepositoryError(finding("D052", Place(), "deposit", **told))


def misunderstood(request: str, reason: str) -> RepositoryError:
    """Make the error of an answer that is not as documented (D053)."""
    return RepositoryError(finding("D053", Place(), "deposit", request=request, reason=reason))


def _value(response: HTTPResponse) -> Any:
    content = response.read()
    if not content:
        return None
    try:
        return json.loads(content)
    except ValueError:
        return None


def _said(error: HTTPError) -> str:
    """Give what a repository says of a refusal: its message, and the fields that it means."""
    try:
        value = json.loads(error.read())
        errors = value.get("errors", ())
        fields = [f"{e.get('field')}: {' '.join(e.get('messages', ()))}" for e in errors]
        return "; ".join([str(value["message"]), *fields])[:_SHOWN]
    except (ValueError, KeyError, TypeError, AttributeError, OSError):
        return str(error.reason)[:_SHOWN]


def _after(stated: str | None) -> float | None:
    """Read `Retry-After`: seconds, or a date (RFC 9110, 10.2.3)."""
    if stated is None:
        return None
    if stated.strip().isdecimal():
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time())
    except ValueError:
        return None


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", "") or error) or type(error).__name__


def _path(url: str) -> str:
    return urlsplit(url).path
