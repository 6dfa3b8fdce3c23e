"""A small project to deposit, its package, and what verification finds in one."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from teipipe.build import Result, build, check, listed
from teipipe.build.deposit.depositing import Order, Package, pack
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.digests import digest
from teipipe.errors import DocumentError

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt>
        <title>Letters of {name}</title>
        <author>Kraus, Karl</author>
        <editor ref="https://orcid.org/0000-0002-1825-0097">Lee, Ann</editor>
      </titleStmt>
      <publicationStmt>
        <publisher>The Press</publisher>
        <date when="2024-03-05"/>
        <availability><licence target="https://creativecommons.org/licenses/by/4.0/"/></availability>
      </publicationStmt>
      <sourceDesc><bibl>An old letter.</bibl></sourceDesc>
    </fileDesc>
    <encodingDesc><projectDesc><p>Letters.</p></projectDesc></encodingDesc>
    <profileDesc><textClass><keywords><term>letters</term></keywords></textClass></profileDesc>
  </teiHeader>
  <text xml:lang="en"><body>
    <p>Dear <persName ref="#fox">Eve</persName>, hello from {name}.</p>
  </body></text>
</TEI>
"""
PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Persons</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><listPerson><person xml:id="fox"><persName>Eve Fox</persName>
<idno type="GND">118540238</idno></person></listPerson></body></text></TEI>
"""
GRAMMAR = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start>
<include href="any/thing.rng"/></grammar>
"""
ANY = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><define name="any">
<element><anyName><except><nsName ns="urn:bad"/></except></anyName>
<zeroOrMore><choice><attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore>
</element></define></grammar>
"""
SETTINGS = """registers = ["tei/registers/persons.xml"]
schemas = ["schemas/letters.rng"]

[deposit]
title = "All letters"
contact = { name = "Lee, Ann", email = "ann@example.org" }
address = "https://example.org/letters"
"""


def project(folder: Path, names: Sequence[str] = ("a", "b"), settings: str = SETTINGS) -> Path:
    """Write a project with a document for each name."""
    files = {
        "teipipe.toml": settings,
        "tei/registers/persons.xml": PERSONS,
        "schemas/letters.rng": GRAMMAR,
        "schemas/any/thing.rng": ANY,
        **{f"tei/{name}/{name}.xml": TEI.format(name=name) for name in names},
        **{f"tei/{name}/notes.txt": f"Notes on {name}.\n" for name in names},
    }
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, "utf-8")
    return folder


def outputs(root: Path) -> list[Result]:
    """Give what a build makes of a project; the same documents are built but once in a run."""
    edition = survey(start=root)
    key = tuple((task.identifier, digest(task.path.read_bytes())) for task in edition.tasks)
    built = _built(key, root)
    out = root / "outputs"
    for path, content in built.items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    names = [identifier for identifier, _ in key]
    return [
        Result(name, tuple(out / path for path in built if path.startswith(f"{name}/")), ())
        for name in names
    ]


_BUILT: dict[object, dict[str, bytes]] = {}


def _built(key: object, root: Path) -> dict[str, bytes]:
    if key not in _BUILT:
        made = [file for each in build(survey(start=root).tasks) for file in each.files]
        out = root / "outputs"
        _BUILT[key] = {each.relative_to(out).as_posix(): each.read_bytes() for each in made}
    return _BUILT[key]


def package(root: Path, final: Path, algorithms: Sequence[str] = ("sha512",)) -> Package:
    """Pack a project whose outputs are made."""
    edition = survey(start=root)
    checks = check(listed(start=root))
    return pack(edition, outputs(root), final, Order(tuple(algorithms), checks))


def found(path: Path) -> set[tuple[str, str]]:
    """Give the codes of what is found, with the files that are named."""
    try:
        findings = verify(path).findings
    except DocumentError as error:
        findings = error.findings
    named = ((each, each.arguments.get("file") or each.place.file or "") for each in findings)
    return {(each.code, str(name)) for each, name in named}


def zipped(bag: Path, folder: Path) -> Path:
    """Give the zip of a bag, made in a folder."""
    target = folder / "letters.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for each in sorted(bag.rglob("*")):
            archive.write(each, f"letters/{each.relative_to(bag)}")
    return target
