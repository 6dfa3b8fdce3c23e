"""Findings, case by case: something wrong gives this code and no other, its mended form nothing.

`cases/findings/<code>/` holds `bad.xml` and `good.xml`, which are read and validated; where one
file does not show it, `bad/` and `good/`, each a small project of its own, which is checked as
`teipipe validate` does, or a transcription with its settings, which is encoded. A package to be
verified is such a folder, too. A `case.toml` may say more:

    registers = ["register.xml"]    TEI registers, beside the case
    schemas = ["rules.sch"]         schemas, in place of those that the file names
    by = "build"                    what finds it, a name of FINDERS, in place of validation
    along = ["T015"]                other codes that always come with it

What is wrong in an e-book is in `book_mutants.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import pytest
from tests.cases import test_encode_cases
from tests.cases.book_mutants import mutants

from teipipe import resources
from teipipe.build import Result, build, check, listed, plan
from teipipe.build.deposit.depositing import Order, pack
from teipipe.build.deposit.depositing import checked as ready
from teipipe.build.deposit.exporting import FORMS, export
from teipipe.build.deposit.pushing import prepared
from teipipe.build.deposit.surveying import survey
from teipipe.build.deposit.verifying import verify
from teipipe.build.encode.encoding import encode_all, folders
from teipipe.build.judging import Judge
from teipipe.build.plan import survey as plan_of
from teipipe.build.project.importing import import_table
from teipipe.deposit import statements
from teipipe.deposit.targets import TARGETS
from teipipe.documents import Document, load
from teipipe.documents.forms import as_p5
from teipipe.documents.inclusion import whole
from teipipe.encode.decisions import read_suggestions
from teipipe.encode.rules import foreign
from teipipe.errors import TeipipeError
from teipipe.findings import Finding
from teipipe.project import DEPOSIT
from teipipe.registers import load_registers
from teipipe.reports import baseline
from teipipe.validate import house, validate
from teipipe.validate.house import Remark

FOLDER = Path(__file__).parent / "findings"
CASES = sorted(each for each in FOLDER.iterdir() if each.is_dir())
BY_GRAMMAR = [
    each
    for each in CASES
    if (each / "bad.xml").is_file() and b'"../small.rng"' in (each / "bad.xml").read_bytes()
]
"""The cases of what is invalid by the small grammar, which stands here in three languages."""
BEYOND_DTD = {"V001": set[str](), "V015": {"V055"}, "V033": set[str](), "V034": set[str]()}
"""What is found instead where a DTD says too little."""
Settings = Mapping[str, Any]


def validated(file: Path, settings: Settings) -> Iterable[Finding]:
    """Read and validate a file; it may refer to what stands beside its case's folder."""
    document = whole(load(file, FOLDER))
    schemas = [file.parent / each for each in settings.get("schemas", ())]
    registers = load_registers(
        (file.parent / each for each in settings.get("registers", ())), FOLDER
    )
    return (*as_p5(document).findings, *validate(document, schemas, registers))


def checked(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Check every document and register of a project, and judge what is found."""
    tasks, judge = listed(start=project), Judge()
    judged = [each for task, found in check(tasks) for each in judge.take(found, task)]
    return [*(each.finding for each in judged), *(each for _, each in judge.unused(tasks))]


def encoded(folder: Path, _settings: Settings) -> Iterable[Finding]:
    """Encode a transcription by the rules that its settings declare, as the cases of encoding."""
    return test_encode_cases.encoded(folder)[1]


def built(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Build a document of a project; that it names no schema is not the matter here."""
    with TemporaryDirectory() as out:
        tasks = plan([project / "letter.xml"], out=Path(out))
        found = [each for result in build(tasks) for each in result.findings]
    return [each for each in found if each.code != "V004"]


def encoded_whole(root: Path, _settings: Settings) -> Iterable[Finding]:
    """Encode the documents of a project, without writing."""
    project, documents = folders((), root)
    made = encode_all(project, documents, dry=True)
    return [each for result in made for each in result.findings]


def added_to(root: Path, _settings: Settings) -> Iterable[Finding]:
    """Add what is new to the encoded documents of a project, without writing."""
    project, documents = folders((), root)
    made = encode_all(project, documents, dry=True, adding=True)
    return [each for result in made for each in result.findings]


def accepted(root: Path, _settings: Settings) -> Iterable[Finding]:
    """Encode the document of a project with suggestions to accept, without writing."""
    project, documents = folders((), root)
    suggestions = read_suggestions(root / "suggestions.jsonl", root, by="A. Reader")
    made = encode_all(project, documents, dry=True, suggestions=suggestions)
    return [each for result in made for each in result.findings]


def undetected(folder: Path, settings: Settings) -> Iterable[Finding]:
    """Encode a transcription where the detector of languages is not installed."""
    with patch.object(foreign, "detector", lambda *_: None):
        return encoded(folder, settings)


def imported(folder: Path, _settings: Settings) -> Iterable[Finding]:
    """Import a table of names into a register, without writing."""
    return import_table(folder / "names.csv", folder / "register.xml").findings


def no_sic(document: Document) -> Iterable[Remark]:
    """Remark on every `sic`, as a lab's own check may."""
    return [Remark("A sic is left.", each) for each in document.tree.iter("{*}sic")]


def breaks(document: Document) -> Iterable[Remark]:
    """Break on a document with a `sic`, which has no @n."""
    return [Remark(each.attrib["n"], each) for each in document.tree.iter("{*}sic")]


def installed(file: Path, settings: Settings) -> Iterable[Finding]:
    """Validate where a package with the check that the case names is installed."""
    check_of = {"no-sic": no_sic, "breaks": breaks}[settings["check"]]
    with patch.object(house, "plugins", lambda _: [(settings["check"], lambda: check_of)]):
        return _fresh(file, settings)


def loaded(file: Path, settings: Settings) -> Iterable[Finding]:
    """Validate where a package is installed whose check can be loaded, or (bad) cannot."""
    module = "json" if file.stem == "good" else "no_such_module"

    def load() -> Any:
        import_module(module)
        return lambda _: ()

    with patch.object(house, "plugins", lambda _: [("sample", load)]):
        return _fresh(file, settings)


def _fresh(file: Path, settings: Settings) -> Iterable[Finding]:
    house.installed.cache_clear()
    try:
        return validated(file, settings)
    finally:
        house.installed.cache_clear()


def deposited(subject: Path, settings: Settings) -> Iterable[Finding]:
    """Check a document or a project before its deposit with the targets that the case names."""
    edition = survey([] if subject.is_dir() else [subject], start=subject)
    return ready(edition, [TARGETS[each] for each in settings.get("for", ())])


def exported(subject: Path, _settings: Settings) -> Iterable[Finding]:
    """Make every export of a project."""
    return export(survey(start=subject), tuple(FORMS))[1]


def verified(package: Path, _settings: Settings) -> Iterable[Finding]:
    """Verify a package, a bag or a crate."""
    return verify(package).findings


def packed(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Pack a copy of a project, without outputs, where it is packed unless told otherwise."""
    with TemporaryDirectory() as copy, chdir(copytree(project, copy, dirs_exist_ok=True)):
        edition = survey()
        unbuilt = [Result(each.identifier, (), ()) for each in edition.tasks]
        return pack(edition, unbuilt, Path(DEPOSIT) / "letters", Order()).findings


def stated(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Hold the metadata files that stand in a project to its TEI."""
    files = {each.name: each.read_bytes() for each in project.iterdir() if each.is_file()}
    metadata = survey(start=project).metadata
    return list(statements.check(files, metadata, statements.differences))


def sent(folder: Path, _settings: Settings) -> Iterable[Finding]:
    """Read what is to be sent to a repository, without sending it."""
    prepared(folder)
    return ()


def planned(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Plan the builds of a project."""
    return plan_of(start=project).notes


def compared(project: Path, _settings: Settings) -> Iterable[Finding]:
    """Read the baseline of a project."""
    baseline.read(project / "baseline.json")
    return ()


FINDERS: Mapping[str, Callable[[Path, Settings], Iterable[Finding]]] = {
    "validate": validated,
    "project": checked,
    "rules": encoded,
    "encode": encoded_whole,
    "add": added_to,
    "accept": accepted,
    "undetected": undetected,
    "import": imported,
    "build": built,
    "installed": installed,
    "loaded": loaded,
    "deposit": deposited,
    "export": exported,
    "package": verified,
    "pack": packed,
    "statements": stated,
    "push": sent,
    "plan": planned,
    "baseline": compared,
}


def findings(folder: Path, name: str) -> list[Finding]:
    """Give what is found in the bad or the good one of a case."""
    settings = _settings(folder)
    subject = folder / name
    if not subject.is_dir():
        subject = subject.with_suffix(".xml")
    by = settings.get("by", _usual(subject))
    try:
        return list(FINDERS[by](subject, settings))
    except TeipipeError as error:
        return list(error.findings)


def _settings(folder: Path) -> Settings:
    named = folder / "case.toml"
    return tomllib.loads(named.read_text("utf-8")) if named.exists() else {}


def _usual(subject: Path) -> str:
    """Give what finds something in a file, a transcription, or a project, unless told."""
    if (subject / "source.txt").is_file():
        return "rules"
    return "project" if subject.is_dir() else "validate"


def codes(folder: Path, name: str) -> set[str]:
    """Give the codes that are found in the bad or the good one of a case."""
    return {each.code for each in findings(folder, name)}


@pytest.mark.parametrize("folder", CASES, ids=lambda each: each.name)
def test_bad_gives_this_code_and_no_other(folder: Path) -> None:
    along = _settings(folder).get("along", ())
    assert codes(folder, "bad") == {folder.name, *along}


@pytest.mark.parametrize("folder", CASES, ids=lambda each: each.name)
def test_good_gives_none(folder: Path) -> None:
    assert codes(folder, "good") == set()


@pytest.mark.parametrize("folder", BY_GRAMMAR, ids=lambda each: each.name)
def test_a_grammar_finds_the_same_in_each_language(folder: Path) -> None:
    by_rng, by_rnc, by_dtd = (
        list(validated(folder / "bad.xml", {"schemas": [f"../small.{suffix}"]}))
        for suffix in ("rng", "rnc", "dtd")
    )
    assert by_rng == by_rnc
    wanted = BEYOND_DTD.get(folder.name, {folder.name})
    assert {each.code for each in by_dtd} == wanted


def test_every_code_of_validation_has_a_case() -> None:
    catalogue = resources.table("schemas/findings.json")
    wanted = {code for code in catalogue if code.startswith("V")} - {
        code for each in mutants() for code in each.own
    }
    assert wanted - {folder.name for folder in CASES} == set()
