"""Which sources a project has, what their outputs are called, and how they are made."""

from __future__ import annotations

from pathlib import Path
from unicodedata import normalize

import pytest
from tests.unit.build.corpora import BARE, files, letter, project, run

from teipipe.build import plan
from teipipe.build.plan import inspected, survey
from teipipe.errors import ConfigurationError, UsageError
from teipipe.selection import means


@pytest.mark.parametrize(
    ("pattern", "name", "holds"),
    [
        ("letters", "letters/a/b.xml", True),
        ("letters/", "letters/b.xml", True),
        ("letters/*.xml", "letters/b.xml", True),
        ("letters/*.xml", "letters/a/b.xml", False),
        ("letters/**/*.xml", "letters/b.xml", True),
        ("letters/**/*.xml", "letters/a/c/b.xml", True),
        ("**/draft-*", "letters/a/draft-1.xml", True),
        ("**/draft-*", "draft-1.xml", True),
        ("let?ers/[a].xml", "letters/[a].xml", True),
        ("letter", "letters/b.xml", False),
        ("**", "any/thing.xml", True),
    ],
)
def test_what_a_pattern_means(pattern: str, name: str, holds: bool) -> None:
    assert means(pattern, name) is holds


def corpus(folder: Path, settings: str, *names: str) -> Path:
    project(folder, {}, settings)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(letter(ascii(name)))
    return folder


def test_include_exclude_and_names(tmp_path: Path) -> None:
    settings = (
        'sources = ["letters", "diaries/**/*.tei"]\nexclude = ["**/draft-*", "**/old"]\n'
        'names = "{path}"\nregisters = ["letters/persons.xml"]\n'
    )
    names = (
        "letters/a.xml", "letters/x/a.xml", "letters/draft-b.xml", "letters/old/c.xml",
        "letters/persons.xml", "diaries/1900/d.tei", "diaries/1900/d.xml", "other/e.xml",
    )  # fmt: skip
    folder = corpus(tmp_path / "p", settings, *names)
    tasks = plan(start=folder)
    assert [each.identifier for each in tasks] == ["diaries-1900-d", "letters-a", "letters-x-a"]
    done = run(folder, "--list")
    assert done.out.splitlines()[0] == "diaries/1900/d.tei\toutputs/diaries-1900-d\tbare"
    assert not (folder / "outputs").exists()


def test_a_folder_has_settings_of_its_own(tmp_path: Path) -> None:
    settings = (
        'sources = ["letters"]\n[parameters]\ntei = "https://example.org/{identifier}"\n'
        '[folders."letters/german"]\nformats = ["more"]\nparameters = { language = "de" }\n'
        '[folders."letters/german/old"]\nparameters = { language = "fr" }\n'
    )
    names = ("letters/a.xml", "letters/german/b.xml", "letters/german/old/c.xml")
    for each in names:
        (tmp_path / "p" / each).parent.mkdir(parents=True, exist_ok=True)
    folder = tmp_path / "p"
    (folder / "xslt").mkdir()
    for each in ("bare", "more"):
        (folder / "xslt" / f"{each}.xsl").write_text(BARE)
    (folder / "teipipe.toml").write_text('formats = ["bare"]\n' + settings)
    for each in names:
        (folder / each).write_text(letter(each))
    first, second, third = plan(start=folder)
    assert [each.formats for each in (first, second, third)] == [("bare",), ("more",), ("more",)]
    assert "language" not in first.settings
    assert (second.settings["language"], third.settings["language"]) == ("de", "fr")
    assert third.settings["tei"] == "https://example.org/{identifier}"
    assert run(folder).code == 0
    assert (folder / "outputs/c/c.more.txt").exists()


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('names = "{stme}"\n', "Did you mean “stem”?"),
        ('names = "letter"\n', "All outputs would have one name."),
        ('names = "{parent}/{stem}"\n', "have no “/”"),
        ('[folders."leters"]\n', "There is no folder “leters”."),
        ('[folders."../out"]\n', "leads out of the project"),
        ('[folders."letters"]\nformat = ["html"]\n', "Did you mean “formats”?"),
        ('sources = "letters"\n', "sources"),
    ],
)
def test_wrong_settings_are_told_with_their_place(settings: str, said: str, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", settings, "letters/a.xml")
    with pytest.raises(ConfigurationError) as caught:
        plan(start=folder)
    (found,) = caught.value.findings
    assert said in f"{found.message} {found.hint}"
    assert found.place.file == "teipipe.toml" and found.place.line == settings.count("\n") + 1


def test_sources_that_select_nothing(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["leters"]\n', "letters/a.xml")
    with pytest.raises(UsageError, match="select no TEI file"):
        plan(start=folder)


@pytest.mark.parametrize("names", [("x/a.xml", "y/x/a.xml"), ("x/a.xml", "y/x/A.xml")])
def test_a_name_that_is_taken_costs_one_document(names: tuple[str, ...], tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["x", "y"]\n', *names, "x/good.xml")
    done = run(folder)
    assert done.code == 1
    assert done.codes() == [f"{Path(names[1]).stem} P049"]
    assert sorted(each.parent.name for each in (folder / "outputs").glob("*/report.json")) == [
        "good",
        "x-a",
    ]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb", "a\\nb"),
        ("a\udcffb", "a\\udcffb"),
        ("a\tb", "a\\tb"),
        ("manifest.json", "manifest.json"),
        ("Index-2.html", "Index-2.html"),
        ("é" * 121, "é" * 121),
    ],
)
def test_a_name_that_no_outputs_can_have_costs_one_document(
    name: str, shown: str, tmp_path: Path
) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["x"]\n', f"x/{name}.xml", "x/good.xml")
    done = run(folder)
    assert (done.code, done.codes()) == (1, [f"{shown} P051"])
    assert [each.parent.name for each in (folder / "outputs").glob("*/report.json")] == ["good"]
    (folder / "x/good.xml").unlink()
    with pytest.raises(UsageError, match="name of this file"):
        plan(start=folder)
    assert run(folder).code == 2


def test_names_of_one_look_are_one_name(tmp_path: Path) -> None:
    names = [f"x/{normalize(form, 'é')}.xml" for form in ("NFC", "NFD")]
    planned = survey(start=corpus(tmp_path / "p", 'sources = ["x"]\n', *names))
    assert len(planned.tasks) == 1
    assert [each.code for each in planned.notes] == ["P049"]


def test_a_name_may_be_as_long_as_names_can(tmp_path: Path) -> None:
    name = "l" * 240
    folder = corpus(tmp_path / "p", 'sources = ["x"]\n', f"x/{name}.xml")
    assert run(folder).code == 0
    assert (folder / "outputs" / name / f"{name}.bare.txt").exists()


def test_a_plan_tells_what_it_leaves_out(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["x"]\n', "x/a.xml", "x/A.xml")
    for option in ("--list", "--dry-run"):
        assert "P049" in run(folder, option).err


def test_a_loop_of_links_is_told_and_not_followed(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", "", "letters/a.xml")
    (folder / "letters" / "again").symlink_to(folder / "letters")
    planned = survey([folder / "letters"])
    assert [each.identifier for each in planned.tasks] == ["a"]
    done = run(folder, "letters")
    assert (done.code, done.codes()) == (0, ["again P048"])
    assert "letters/again: warning P048" in done.err
    assert [each.code for each in inspected([folder / "letters"]).notes] == ["P048"]


@pytest.mark.parametrize("arguments", [(), ("letters",)])
def test_a_folder_that_cannot_be_read_takes_no_outputs_along(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["letters"]\n', "letters/a.xml", "letters/in/b.xml")
    assert run(folder, *arguments).code == 0
    before = files(folder / "outputs")
    (folder / "letters/in").chmod(0)
    done = run(folder, *arguments)
    (folder / "letters/in").chmod(0o755)
    assert done.code == 2
    assert "letters/in: the folder cannot be read." in done.err
    assert files(folder / "outputs") == before


def test_a_folder_without_sources_need_not_be_read(tmp_path: Path) -> None:
    folder = corpus(
        tmp_path / "p", 'sources = ["letters"]\nexclude = ["**/not"]\n', "letters/a.xml"
    )
    for each in ("lost", "letters/not"):
        (folder / each).mkdir(mode=0)
    assert run(folder).code == 0


def test_links_among_the_sources_of_a_project_are_told(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["letters/**/*.xml"]\n', "letters/a.xml", "x/b.xml")
    (folder / "letters" / "more").symlink_to(folder / "x")
    (folder / "images").symlink_to(folder / "x")
    done = run(folder)
    assert (done.code, done.codes()) == (0, ["more P048"])


@pytest.mark.parametrize("settings", ['documents = "."\n', 'sources = ["**"]\n'])
def test_what_a_project_makes_and_is_judged_by_is_no_document(
    settings: str, tmp_path: Path
) -> None:
    names = ("a.xml", "deposit/exports/cmif.xml", "out/b.xml", "persons.xml", "catalog.xml")
    further = 'out = "out"\nregisters = ["persons.xml"]\ncatalogs = ["catalog.xml"]\n'
    folder = corpus(tmp_path / "p", settings + further, *names)
    assert [each.identifier for each in plan(start=folder)] == ["a"]


def test_without_sources_documents_are_told_by_their_place(tmp_path: Path) -> None:
    names = (
        "tei/play.xml", "tei/1900/a.xml", "tei/1900/b.TEI", "tei/novel/novel.xml",
        "tei/novel/parts/one.xml", "tei/persons.xml", "tei/new/header.xml", "tei/new/draft.xml",
        "tei/old.xml",
    )  # fmt: skip
    settings = 'registers = ["tei/persons.xml"]\nexclude = ["tei/old*"]\n'
    folder = corpus(tmp_path / "p", settings, *names)
    for each in ("source.txt", "encoding.toml"):
        (folder / "tei/new" / each).touch()
    (folder / "tei/linked").symlink_to(tmp_path)
    planned = survey(start=folder)
    assert [each.path.relative_to(folder).as_posix() for each in planned.tasks] == [
        "tei/1900/a.xml", "tei/1900/b.TEI", "tei/novel/novel.xml", "tei/play.xml",
    ]  # fmt: skip
    assert [(each.code, each.place.file) for each in planned.notes] == [
        ("P048", "tei/linked"), ("P053", "tei/novel/novel.xml"),
    ]  # fmt: skip


def test_a_file_that_is_no_tei_is_told_once(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "p", 'sources = ["letters"]\n', "letters/a.xml")
    (folder / "letters/a.xml").write_text("<html><body>Not found</body></html>")
    assert run(folder).codes().count("a P052") == 1
