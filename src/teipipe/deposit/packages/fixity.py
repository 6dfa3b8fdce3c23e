"""Whether a bag is complete and as it was packed (BagIt 0.97 and 1.0, RFC 8493, 3).

Every file is read once, for all manifests. What is missing and what is extra, with the same bytes,
is a renamed file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from teipipe.deposit.packages import bagit
from teipipe.deposit.packages.opening import Opened, is_safe
from teipipe.findings import Finding, Place, finding, why

_MANIFEST = re.compile(r"(tag)?manifest-([a-z0-9]+)\.txt")
_VERSION = re.compile(r"BagIt-Version: *(\d+\.\d+)\r?\n? *")
_AGENT = "teipipe"
_UNKNOWN = "?"
ALWAYS = ("sha256",)
"""The algorithms that are asked beside those of the manifests: descriptions have them."""

Digests = Mapping[str, Mapping[str, str]]
"""The digests of each file by algorithm."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest: its name, its algorithm, the digests by path, the lines that cannot be used."""

    name: str
    algorithm: str
    digests: Mapping[str, str]
    findings: tuple[Finding, ...]


def digests_of(package: Opened) -> Digests:
    """Read every file of a package once, for all that will be asked of it."""
    asked = {matched[2] for path in package.sizes if (matched := _known(path))}
    algorithms = sorted({*asked, *ALWAYS})
    return {path: package.digests(path, algorithms) for path in package.sizes}


def check(package: Opened, digests: Digests, sizes: Mapping[str, str]) -> tuple[Finding, ...]:
    """Find what is not as packed (D030–D036); `sizes` are the sizes that the package states."""
    if bagit.DECLARATION not in package.sizes:
        return ()
    found = list(_declaration(package))
    manifests = [_manifest(package, name) for name in sorted(package.sizes) if _known(name)]
    payload = [each for each in manifests if not each.name.startswith("tag")]
    tags = [each for each in manifests if each.name.startswith("tag")]
    found += [each for manifest in manifests for each in manifest.findings]
    found += _absent(package, payload, tags)
    found += _held(package, manifests, digests, sizes)
    found += _unlisted(package, payload, tags)
    found += _oxum(package)
    return tuple(_renamed(found, manifests, digests, package))


def _known(name: str) -> re.Match[str] | None:
    matched = _MANIFEST.fullmatch(name)
    return matched if matched and matched[2] in bagit.ALGORITHMS else None


def _declaration(package: Opened) -> Iterator[Finding]:
    text = package.read(bagit.DECLARATION).decode("utf-8", "replace")
    if not _VERSION.match(text) or "Tag-File-Character-Encoding:" not in text:
        reason = why("no-declaration-of-a-bag", declaration=bagit.DECLARATION)
        yield finding("D033", Place(bagit.DECLARATION, 1, 1), "deposit", reason=reason)


def outside(package: Opened) -> Iterator[Finding]:
    """Find the files beside a bag in what holds it (D032)."""
    for path in package.outside if bagit.DECLARATION in package.sizes else ():
        told = {"file": path, "found": _UNKNOWN, "manifest": bagit.DECLARATION}
        yield finding("D032", Place(path), "deposit", **told)


def _manifest(package: Opened, name: str) -> Manifest:
    digests: dict[str, str] = {}
    wrong: list[Finding] = []
    text = package.read(name).decode("utf-8", "replace")
    for line, digest, path in bagit.entries(text):
        path = _as_there(package, path, text, line)
        reason = _fault(digest, path, digests)
        if reason:
            wrong.append(finding("D034", Place(name, line, 1), "deposit", reason=reason))
        else:
            digests[path.removeprefix("./")] = digest
    matched = _MANIFEST.fullmatch(name)
    assert matched is not None
    return Manifest(name, matched[2], digests, tuple(wrong))


def _as_there(package: Opened, path: str, text: str, line: int) -> str:
    """Give a path as it is written where only that is there: older bags do not encode “%”."""
    if path in package.sizes:
        return path
    written = re.split(r"\r\n|\r|\n", text)[line - 1].partition(" ")[2].strip(" *")
    return written if written in package.sizes else path


def _fault(digest: str, path: str, digests: Mapping[str, str]) -> str:
    if not digest:
        return why("no-checksum-and-path")
    if not is_safe(path):
        return why("leads-out-of-the-package", path=path)
    return why("listed-twice", path=path) if path in digests else ""


def _absent(package: Opened, payload: list[Manifest], tags: list[Manifest]) -> Iterator[Finding]:
    """Find the manifests that a bag must have, or that teipipe always makes."""
    ours = bagit.fields(_information(package)).get("Bag-Software-Agent", "").startswith(_AGENT)
    for kind, listed, needed in (("manifest", payload, True), ("tagmanifest", tags, ours)):
        if not listed and needed:
            name = f"{kind}-{bagit.ALGORITHM}.txt"
            told = {"file": name, "manifest": bagit.DECLARATION}
            yield finding("D031", Place(name), "deposit", **told)


def _information(package: Opened) -> str:
    if bagit.INFORMATION not in package.sizes:
        return ""
    return package.read(bagit.INFORMATION).decode("utf-8", "replace")


def _held(
    package: Opened,
    manifests: list[Manifest],
    digests: Digests,
    sizes: Mapping[str, str],
) -> Iterator[Finding]:
    """Hold the files to the manifests: each that is missing or changed is told once."""
    told: set[str] = set()
    for manifest in manifests:
        for path, digest in manifest.digests.items():
            if path in told:
                continue
            if path not in package.sizes:
                told.add(path)
                named = {"file": path, "manifest": manifest.name}
                yield finding("D031", Place(path), "deposit", **named)
            elif digests[path].get(manifest.algorithm) not in (digest, None):
                told.add(path)
                expected = sizes.get(path, _UNKNOWN)
                said = {"expected": expected, "found": package.sizes[path]}
                yield finding(
                    "D030", Place(path), "deposit", file=path, algorithm=manifest.algorithm, **said
                )


def _unlisted(package: Opened, payload: list[Manifest], tags: list[Manifest]) -> Iterator[Finding]:
    """Find files that a manifest should list and does not; a bag may have no manifest of tags."""
    for path, size in package.sizes.items():
        listing = payload if path.startswith("data/") else tags
        if path.startswith("tagmanifest-") and "/" not in path:
            continue
        missing = [each.name for each in listing if path not in each.digests]
        if missing:
            said = {"file": path, "found": size, "manifest": missing[0]}
            yield finding("D032", Place(path), "deposit", **said)


def _oxum(package: Opened) -> Iterator[Finding]:
    stated = bagit.fields(_information(package)).get("Payload-Oxum")
    inside = [size for path, size in package.sizes.items() if path.startswith("data/")]
    found = f"{sum(inside)}.{len(inside)}"
    if stated is not None and stated != found:
        where = Place(bagit.INFORMATION)
        yield finding("D035", where, "deposit", expected=stated, found=found)


def _renamed(
    found: list[Finding],
    manifests: list[Manifest],
    digests: Digests,
    package: Opened,
) -> Iterator[Finding]:
    """Join a missing and an extra file with the same bytes into one that was renamed (D036)."""
    names = _new_names(found, manifests, digests, package)
    for each in found:
        file = each.arguments.get("file", "")
        if each.code == "D031" and file in names:
            yield finding("D036", each.place, "deposit", file=file, found=names[file])
        elif not (each.code == "D032" and file in names.values()):
            yield each


def _new_names(
    found: list[Finding],
    manifests: list[Manifest],
    digests: Digests,
    package: Opened,
) -> dict[str, str]:
    """Give for missing files the extra one that has their bytes, each but once."""
    extra = {
        each.arguments["file"]: digests[each.arguments["file"]]
        for each in found
        if each.code == "D032" and each.arguments["file"] in package.sizes
    }
    names: dict[str, str] = {}
    for missing in (each.arguments["file"] for each in found if each.code == "D031"):
        wanted = {
            (manifest.algorithm, manifest.digests[missing])
            for manifest in manifests
            if missing in manifest.digests
        }
        same = (path for path, sums in extra.items() if wanted & set(sums.items()))
        if other := next((path for path in same if path not in names.values()), None):
            names[missing] = other
    return names
