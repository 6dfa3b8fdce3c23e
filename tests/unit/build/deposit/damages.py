"""Damages to a package: what is done to a bag, and what verification says of it."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path], None]
"""Damages the bag in a folder."""

TEI = "data/tei/a/a.xml"
TEXT = "data/outputs/a/a.txt"
MANIFEST = "manifest-sha512.txt"
CRATE = "data/ro-crate-metadata.json"
OXUM = ("D035", "bag-info.txt")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def reseal(bag: Path) -> None:
    """Make the manifests anew over whatever is there, as a careless hand would."""
    for kind, inside in (("manifest", True), ("tagmanifest", False)):
        target = bag / f"{kind}-sha512.txt"
        files = (each for each in sorted(bag.rglob("*")) if each.is_file())
        listed = [each.relative_to(bag).as_posix() for each in files]
        lines = [
            f"{hashlib.sha512((bag / path).read_bytes()).hexdigest()}  {path}\n"
            for path in listed
            if path.startswith("data/") is inside and not path.startswith("tagmanifest")
        ]
        if kind == "manifest":
            payload = [bag / path for path in listed if path.startswith("data/")]
            oxum = f"{sum(each.stat().st_size for each in payload)}.{len(payload)}"
            info = bag / "bag-info.txt"
            info.write_text(re.sub(r"(Payload-Oxum: ).*", rf"\g<1>{oxum}", info.read_text("utf-8")))
        target.write_text("".join(lines), "utf-8")


def describe(bag: Path) -> None:
    """Describe the files anew as they are, and seal the bag again."""
    file = bag / CRATE
    crate = json.loads(file.read_bytes())
    for each in crate["@graph"]:
        if each["@type"] == "File":
            content = (bag / "data" / each["@id"]).read_bytes()
            each["contentSize"] = str(len(content))
            each["sha256"] = hashlib.sha256(content).hexdigest()
    file.write_text(json.dumps(crate), "utf-8")
    reseal(bag)


def edited(path: str, old: str, new: str, afterwards: Damage = lambda _: None) -> Damage:
    """Put other words into a file, and make the bag anew as far as told."""

    def damage(bag: Path) -> None:
        edit(bag / path, old, new)
        afterwards(bag)

    return damage


def written(path: str, content: str, afterwards: Damage = lambda _: None) -> Damage:
    """Write a file over what was there, if anything was."""

    def damage(bag: Path) -> None:
        (bag / path).write_text(content, "utf-8")
        afterwards(bag)

    return damage


def removed(path: str) -> Damage:
    return lambda bag: (bag / path).unlink()


def renamed(path: str, name: str) -> Damage:
    def damage(bag: Path) -> None:
        (bag / path).rename((bag / path).with_name(name))

    return damage


def relisted(change: Callable[[list[str], str], list[str]]) -> Damage:
    """Change the lines of the manifest; the one of `TEXT` is named."""

    def damage(bag: Path) -> None:
        lines = (bag / MANIFEST).read_text("utf-8").splitlines(keepends=True)
        (line,) = (each for each in lines if TEXT in each)
        (bag / MANIFEST).write_text("".join(change(lines, line)), "utf-8")

    return damage


def swap_files(bag: Path) -> None:
    first, second = bag / TEXT, bag / "data/outputs/b/b.txt"
    one, two = first.read_bytes(), second.read_bytes()
    first.write_bytes(two)
    second.write_bytes(one)


def change_count(bag: Path) -> None:
    """Tell another number of bytes and files, and seal what tells it."""
    info = bag / "bag-info.txt"
    info.write_text(re.sub(r"Payload-Oxum: .*", "Payload-Oxum: 1.1", info.read_text("utf-8")))
    tags = bag / "tagmanifest-sha512.txt"
    lines = tags.read_text("utf-8").splitlines()
    digest = hashlib.sha512(info.read_bytes()).hexdigest()
    kept = [line if "bag-info" not in line else f"{digest}  bag-info.txt" for line in lines]
    tags.write_text("\n".join(kept) + "\n", "utf-8")


def exchange_books(bag: Path) -> None:
    shutil.copy(bag / "data/outputs/b/b.epub", bag / "data/outputs/a/a.epub")
    describe(bag)


def tell_another_size(bag: Path) -> None:
    file = bag / CRATE
    crate = json.loads(file.read_bytes())
    next(each for each in crate["@graph"] if each["@id"] == "README.md")["contentSize"] = "1"
    file.write_text(json.dumps(crate), "utf-8")
    reseal(bag)


DAMAGES: dict[str, tuple[Damage, set[tuple[str, str]]]] = {
    "byte changed": (edited(TEI, "hello", "hallo"), {("D030", TEI), ("D039", "tei/a/a.xml")}),
    "byte added": (
        edited(TEXT, "hello", "hello "),
        {("D030", TEXT), OXUM, ("D040", "outputs/a/a.txt")},
    ),
    "file emptied": (written(TEXT, ""), {("D030", TEXT), OXUM, ("D040", "outputs/a/a.txt")}),
    "file added": (written("data/virus.exe", "x"), {("D032", "data/virus.exe"), OXUM}),
    "hidden file added": (written("data/.DS_Store", "x"), {("D032", "data/.DS_Store"), OXUM}),
    "tag file added": (written("notes.txt", "x"), {("D032", "notes.txt")}),
    "file removed": (removed(TEI), {("D031", TEI), OXUM}),
    "tag file removed": (removed("bag-info.txt"), {("D031", "bag-info.txt")}),
    "file renamed": (renamed(TEXT, "b.txt"), {("D036", TEXT)}),
    "file renamed in case": (renamed(TEXT, "A.txt"), {("D036", TEXT)}),
    "files swapped": (
        swap_files,
        {
            ("D030", TEXT),
            ("D030", "data/outputs/b/b.txt"),
            ("D040", "outputs/a/a.txt"),
            ("D040", "outputs/b/b.txt"),
        },
    ),
    "line dropped": (
        relisted(lambda lines, line: [each for each in lines if each != line]),
        {("D032", TEXT), ("D030", MANIFEST)},
    ),
    "line broken": (
        relisted(lambda lines, _: [*lines, "not a line\n"]),
        {("D034", MANIFEST), ("D030", MANIFEST)},
    ),
    "line outside": (
        relisted(lambda lines, _: [*lines, f"{'0' * 128}  ../../etc/passwd\n"]),
        {("D034", MANIFEST), ("D030", MANIFEST)},
    ),
    "line doubled": (
        relisted(lambda lines, line: [*lines, line]),
        {("D034", MANIFEST), ("D030", MANIFEST)},
    ),
    "digest changed": (
        relisted(
            lambda lines, line: [
                each if each != line else each[127::-1] + each[128:] for each in lines
            ]
        ),
        {("D030", TEXT), ("D030", MANIFEST)},
    ),
    "manifest removed": (removed(MANIFEST), {("D031", MANIFEST)}),
    "tagmanifest removed": (
        removed("tagmanifest-sha512.txt"),
        {("D031", "tagmanifest-sha512.txt")},
    ),
    "declaration changed": (
        written("bagit.txt", "A bag\n"),
        {("D033", "bagit.txt"), ("D030", "bagit.txt")},
    ),
    "count changed": (change_count, {OXUM}),
    "TEI edited and sealed": (edited(TEI, "hello", "hallo", describe), {("D039", "tei/a/a.xml")}),
    "TEI made invalid and sealed": (
        edited(TEI, "<p>Dear", '<bad xmlns="urn:bad"/><p>Dear', describe),
        {("D039", "tei/a/a.xml"), ("V011", TEI)},
    ),
    "TEI ill-formed and sealed": (
        edited(TEI, "</TEI>", "", describe),
        {("D039", "tei/a/a.xml"), ("P001", TEI)},
    ),
    "schema edited and sealed": (
        edited("data/schemas/any/thing.rng", "<text/>", "", describe),
        {("D039", "schemas/any/thing.rng"), ("V016", TEI)},
    ),
    "text edited and sealed": (
        edited(TEXT, "hello", "hallo", describe),
        {("D040", "outputs/a/a.txt")},
    ),
    "book of another and sealed": (exchange_books, {("D040", "outputs/a/a.epub")}),
    "metadata invalid": (
        edited("data/datacite.xml", "<publicationYear>2024</publicationYear>", "", describe),
        {("D037", "data/datacite.xml")},
    ),
    "metadata no JSON": (
        written("data/codemeta.json", "{", describe),
        {("D037", "data/codemeta.json")},
    ),
    "metadata no XML": (written("data/mods.xml", "<mods", describe), {("D037", "data/mods.xml")}),
    "record broken": (
        edited("data/validation.json", '"outputs"', '"puts"', describe),
        {("D037", "data/validation.json")},
    ),
    "crate knows more": (
        edited(CRATE, '"@id": "README.md"', '"@id": "GUIDE.md"', reseal),
        {("D042", "GUIDE.md"), ("D044", "README.md")},
    ),
    "crate says another size": (tell_another_size, {("D043", "README.md")}),
    "file added and sealed": (written("data/virus.exe", "x", reseal), {("D044", "virus.exe")}),
}
"""What each damage is called, does, and is told as: code and file."""
CONTRADICTIONS: dict[str, tuple[Damage, str]] = {
    "title": (
        edited("data/datacite.xml", "All letters", "Some letters", describe),
        "datacite.xml",
    ),
    "licence": (edited("data/CITATION.cff", "CC-BY-4.0", "MIT", describe), "CITATION.cff"),
    "creator": (edited("data/.zenodo.json", "Lee, Ann", "Fox, Eve", describe), ".zenodo.json"),
    "crate": (edited(CRATE, "All letters", "Some letters", reseal), "ro-crate-metadata.json"),
}
"""Metadata that say another thing than the TEI (D038), and the file that does."""
DAMAGES |= {
    f"{name} contradicts": (do, {("D038", file)}) for name, (do, file) in CONTRADICTIONS.items()
}
