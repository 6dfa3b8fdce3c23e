"""Sending a package to an InvenioRDM: a draft, its files, and only when asked its publication.

Every step can be taken again after an interruption: the draft is found by the state, or by the
package's own URN, and takes the files of a package that was built again; a file that is there with
the same checksum is not sent again; after a lost answer the repository is asked what is there
before anything is repeated.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from teipipe.deposit.client import (
    ATTEMPTS,
    Answer,
    Client,
    UnsureError,
    fault,
    misunderstood,
    unreachable,
)
from teipipe.deposit.packages.containers import CHUNK
from teipipe.errors import RepositoryError
from teipipe.findings import Place, finding

State = Mapping[str, Any]
Save = Callable[[State], None]
_SCHEME = "urn"
_UPLOADS = 3
"""How often a file is sent whose checksum at the repository is another."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """What is sent: the record, and files with flat names; `urn` identifies them together."""

    record: Mapping[str, Any]
    files: Sequence[Path]
    urn: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where it went: the record's id, its address, whether it is published, what was sent now."""

    identifier: str
    address: str
    published: bool
    sent: tuple[str, ...]


def shipment(record: Mapping[str, Any], files: Sequence[Path]) -> Shipment:
    """Put a record and files together; the URN is that of their names and bytes."""
    sums = "".join(f"{each.name}:{_digest(each, 'sha512')}\n" for each in sorted(files))
    urn = uuid.uuid5(uuid.NAMESPACE_OID, sums).urn
    known = record["metadata"].get("identifiers", [])
    metadata = {
        **record["metadata"],
        "identifiers": [*known, {"scheme": _SCHEME, "identifier": urn}],
    }
    return Shipment({**record, "metadata": metadata}, tuple(sorted(files)), urn)


def push(
    client: Client, shipped: Shipment, state: State, save: Save, publish: bool, following: str = ""
) -> Outcome:
    """Send a shipment as a draft, or publish it; `following` is the record of the last version.

    `state` is what `save` kept of an earlier run, empty without one. Raises `RepositoryError`,
    also where the same files were sent as something else than a version of `following` (D056), or
    other files were published and this is to be no version of them (D057).
    """
    known = _known(state, shipped.urn, following)
    if known.get("published"):
        return Outcome(known["id"], known["published"], True, ())
    draft = _draft(client, shipped, known, following)
    kind = following or known.get("following", "")
    whose = {"server": client.server, "urn": shipped.urn, "following": kind}
    if _is_public(draft):
        if known and known["urn"] != shipped.urn:
            raise _changed(draft["id"])
        return _done(draft, save, whose, ())
    kept = {**whose, "id": draft["id"], "links": draft["links"]}
    save(kept)
    client.ask("PUT", draft["links"]["self"], "draft", shipped.record)
    sent = _files(client, draft["links"]["files"], shipped.files)
    if not publish:
        address = draft["links"].get("self_html", draft["links"]["self"])
        return Outcome(draft["id"], address, False, sent)
    return _done(_published(client, draft), save, kept, sent)


def _known(state: State, urn: str, following: str) -> State:
    """Give what of an earlier run is of this one: of the same files, or a draft of earlier ones."""
    same, kind = state.get("urn") == urn, state.get("following", "")
    if same and following not in ("", kind):
        raise _unrelated(state["id"], following)
    if same:
        return state
    if state.get("published") and not following:
        raise _changed(state["id"])
    return {} if state.get("published") or following not in ("", kind) else state


def _done(record: Any, save: Save, kept: State, sent: tuple[str, ...]) -> Outcome:
    address = record["links"].get("self_html", record["links"]["self"])
    save({**kept, "id": record["id"], "published": address})
    return Outcome(record["id"], address, True, sent)


def _is_public(record: Any) -> bool:
    """Whether this is a published record, and not a draft."""
    return bool(record.get("is_published") and not record.get("is_draft"))


def _draft(client: Client, shipped: Shipment, state: State, following: str) -> Any:
    """Give the draft of the shipment, or its record: what there is, else a new draft."""
    if state:
        for url in (state["links"]["self"], _record(state["links"])):
            found = client.ask("GET", url, "record")
            if found.status != 404:
                return found.value
    found_again = _found(client, shipped.urn)
    if found_again is not None:
        return found_again
    if following:
        record = client.ask("GET", f"{client.server}/records/{quote(following)}", "record")
        if record.status == 404 or "versions" not in record.value["links"]:
            raise _unknown(client, following)
        return client.ask("POST", record.value["links"]["versions"], "draft").value
    return _created(client, shipped)


def _created(client: Client, shipped: Shipment) -> Any:
    """Make a draft; where the answer is lost, look for it before making another."""
    url = f"{client.server}/records"
    return _once(client, url, "draft", lambda: _found(client, shipped.urn), shipped.record)


def _once(client: Client, url: str, shape: str, look: Callable[[], Any], value: Any = None) -> Any:
    """Post what must be done once, and give what came of it; `shape` is that of the answer.

    Where the answer is lost, `look` gives what came of it, None for nothing: only then it is posted
    again.
    """
    reason = ""
    for attempt in range(ATTEMPTS):
        try:
            return _of(client.once("POST", url, value), shape, f"POST {url}")
        except UnsureError as lost:
            reason = lost.reason
            client.pause(attempt, lost)
            if (found := look()) is not None:
                return found
    raise unreachable(f"POST {url}", reason)


def _found(client: Client, urn: str) -> Any:
    """Give the draft or record of the user's that has the URN, None where there is none."""
    query = quote(f'"{urn}"')
    url = f"{client.server}/user/records?q={query}&sort=newest&size=10"
    answer = client.ask("GET", url, "search")
    for hit in answer.value["hits"]["hits"] if answer.status != 404 else ():
        known = hit.get("metadata", {}).get("identifiers", ())
        if any(each.get("identifier") == urn for each in known):
            return client.ask("GET", hit["links"]["self"], "record").value
    return None


def _files(client: Client, url: str, files: Sequence[Path]) -> tuple[str, ...]:
    """Bring the files of a draft to what they should be, and give those that were sent."""
    there = _listed(client, url)
    names = {each.name for each in files}
    for key in [each for each in there if each not in names]:
        client.ask("DELETE", there[key]["links"]["self"])
    sums = {each.name: f"md5:{_digest(each, 'md5')}" for each in files}
    wanting = [each for each in files if not _is_there(there.get(each.name), sums[each.name])]
    for each in wanting:
        _file(client, url, each, sums[each.name])
    return tuple(each.name for each in wanting)


def _file(client: Client, url: str, file: Path, checksum: str) -> None:
    """Send one file until the repository has it with the right checksum (D054)."""
    for _ in range(_UPLOADS):
        entry = _entry(client, url, file.name)
        client.upload(entry["links"]["content"], file)
        if _is_there(_committed(client, url, entry), checksum):
            return
    told = {"file": file.name, "count": _UPLOADS}
    raise RepositoryError(finding("D054", Place(file.name), "deposit", **told))


def _entry(client: Client, url: str, name: str) -> Any:
    """Give a fresh entry for a file: one that is there with other bytes is taken away first."""
    reason = ""
    for attempt in range(ATTEMPTS):
        entry = _listed(client, url).get(name)
        if entry is not None and entry["status"] == "pending":
            return entry
        if entry is not None:
            client.ask("DELETE", entry["links"]["self"])
        try:
            client.once("POST", url, [{"key": name}])
        except UnsureError as lost:
            reason = lost.reason
            client.pause(attempt, lost)
    raise unreachable(f"POST {url}", reason)


def _committed(client: Client, url: str, entry: Any) -> Any:
    """Say that a file is complete; where the answer is lost, look whether it was taken so."""

    def look() -> Any:
        now = _listed(client, url).get(entry["key"])
        return now if now is not None and now["status"] == "completed" else None

    return _once(client, entry["links"]["commit"], "file", look)


def _record(links: Mapping[str, str]) -> str:
    """Give the address that a draft has once it is published."""
    return links.get("record", links["self"].removesuffix("/draft"))


def _published(client: Client, draft: Any) -> Any:
    """Publish a draft; after a lost answer look whether it is published before trying again."""

    def look() -> Any:
        now = client.ask("GET", _record(draft["links"]), "record")
        return now.value if now.status != 404 and _is_public(now.value) else None

    return _once(client, draft["links"]["publish"], "record", look)


def _listed(client: Client, url: str) -> dict[str, Any]:
    entries = client.ask("GET", url, "files").value["entries"]
    return {each["key"]: each for each in entries}


def _is_there(entry: Any, checksum: str) -> bool:
    if entry is None or entry["status"] != "completed":
        return False
    return bool(entry.get("checksum") == checksum)


def _of(answer: Answer, shape: str, request: str) -> Any:
    reason = fault(shape, answer.value)
    if reason:
        raise misunderstood(request, reason)
    return answer.value


def _unknown(client: Client, record: str) -> RepositoryError:
    told = {"status": 404, "request": f"GET records/{record}", "reason": "Not found."}
    return RepositoryError(finding("D051", Place(client.server), "deposit", **told))


def _unrelated(identifier: str, following: str) -> RepositoryError:
    told = {"identifier": identifier, "record": following}
    return RepositoryError(finding("D056", Place(identifier), "deposit", **told))


def _changed(identifier: str) -> RepositoryError:
    return RepositoryError(finding("D057", Place(identifier), "deposit", identifier=identifier))


def _digest(file: Path, algorithm: str) -> str:
    total = hashlib.new(algorithm, usedforsecurity=False)
    with file.open("rb") as opened:
        while piece := opened.read(CHUNK):
            total.update(piece)
    return total.hexdigest()
