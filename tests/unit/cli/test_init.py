"""A new project encodes, validates and builds as it stands, and overwrites nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree
from tests.unit.cli.conftest import LETTER as TEI
from tests.unit.cli.conftest import Teipipe

from teipipe import resources

ROOT = Path(__file__).parents[3]
N = {"t": "http://www.tei-c.org/ns/1.0"}
FILES = {
    "teipipe.toml",
    ".gitignore",
    "tei/anna-1850/source.txt",
    "tei/anna-1850/encoding.toml",
    "tei/anna-1850/header.xml",
    "tei/registers/persons.xml",
}


def files(folder: Path) -> set[str]:
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}


def test_a_new_project_goes_all_the_way_and_tells_what_is_sample(
    tmp_path: Path, teipipe: Teipipe
) -> None:
    done = teipipe("init", "new/lab", "--id", "anna-1850", folder=tmp_path)
    assert (done.code, done.err.splitlines()[-1]) == (
        0, "Next: cd new/lab; teipipe encode; teipipe validate; teipipe build",
    )  # fmt: skip
    project = tmp_path / "new/lab"
    assert files(project) == FILES
    assert set(done.out.split()) == {f"new/lab/{each}" for each in FILES}
    assert not any(b"{id}" in (project / each).read_bytes() for each in FILES)
    done = teipipe("encode", "--prove", folder=project)
    assert (done.code, done.err) == (
        0, "1 written, 0 as before; read back as transcribed: 1 of 1\n",
    )  # fmt: skip
    assert done.out.count("same bytes") == 2
    tree = etree.parse(project / "tei/anna-1850/anna-1850.xml")
    for xpath in ("dateline/t:date[@when = '1850-05-03']", "lg[count(t:l) = 2]", "q", "persName"):
        assert tree.xpath(f"//t:{xpath}", namespaces=N), xpath
    done = teipipe("validate", folder=project)
    assert (done.code, done.err.splitlines()[-1]) == (0, "2 documents: 2 warnings")
    assert done.out.count(" warning V057: ") == 2
    done = teipipe("build", folder=project)
    assert done.code == 0
    assert set(re.findall("[A-Z][0-9]{3}", done.err)) == {"T044", "V057"}
    assert len(done.out.split()) == 5
    done = teipipe("validate", "outputs/anna-1850/anna-1850.epub", folder=project)
    assert (done.code, done.out) == (0, "")
    page = etree.parse(project / "outputs/anna-1850/anna-1850.html", etree.HTMLParser())
    ids = {f"#{each}" for each in page.xpath("//@id")}
    assert ids.issuperset(page.xpath("//a/@href[starts-with(., '#')]"))


def test_the_schemas_are_named_by_their_stable_names(tmp_path: Path, teipipe: Teipipe) -> None:
    teipipe("init", ".", folder=tmp_path)
    teipipe("encode", folder=tmp_path)
    written = tmp_path / "tei/letter/letter.xml"
    assert 'href="urn:teipipe:schemas:teipipe.rng"' in written.read_text()
    assert str(ROOT) not in written.read_text()
    spoilt = tmp_path / "spoilt.xml"
    spoilt.write_text(
        written.read_text()
        .replace("<p>The snow", "<l>The snow")
        .replace("until then.</p>", "until then.</l>")
    )
    done = teipipe("validate", "spoilt.xml", folder=tmp_path)
    assert done.code == 1
    assert "V012" in done.out
    (tmp_path / "teipipe.toml").unlink()
    assert "V012" in teipipe("validate", "spoilt.xml", folder=tmp_path).out


@pytest.mark.parametrize("name", ["schemas:none.rng", "schemas:..:..:x", "/etc/passwd", ""])
def test_a_stable_name_of_nothing_is_told(name: str, tmp_path: Path, teipipe: Teipipe) -> None:
    teipipe("init", ".", folder=tmp_path)
    teipipe("encode", folder=tmp_path)
    written = (tmp_path / "tei/letter/letter.xml").read_text()
    (tmp_path / "a.xml").write_text(written.replace("schemas:teipipe.rng", name))
    settings = tmp_path / "teipipe.toml"
    settings.write_text(settings.read_text().replace("schemas:teipipe.rng", name))
    done = teipipe("validate", folder=tmp_path)
    assert done.code == 2
    assert "urn:teipipe:schemas:teipipe.sch" in done.err
    settings.unlink()
    assert "V003" in teipipe("validate", "a.xml", folder=tmp_path).out


@pytest.mark.parametrize("there", sorted(FILES - {".gitignore"}))
def test_nothing_is_overwritten_and_nothing_half_made(
    there: str, tmp_path: Path, teipipe: Teipipe
) -> None:
    file = tmp_path / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    done = teipipe("init", ".", "--id", "anna-1850", folder=tmp_path)
    assert done.code == 2
    assert there in done.err
    assert files(tmp_path) == {there}
    assert file.read_text() == "mine"


def test_in_a_project_it_adds_a_document(tmp_path: Path, teipipe: Teipipe) -> None:
    teipipe("init", "lab", folder=tmp_path)
    settings = tmp_path / "lab/teipipe.toml"
    settings.write_text(settings.read_text().replace('documents = "tei"', 'documents = "texts"'))
    before = files(tmp_path / "lab")
    done = teipipe("init", "lab", "--id", "second", folder=tmp_path)
    added = {f"texts/second/{each}" for each in ("source.txt", "encoding.toml", "header.xml")}
    assert (done.code, files(tmp_path / "lab") - before) == (0, added)
    assert set(done.out.split()) == {f"lab/{each}" for each in added}
    assert teipipe("init", "lab", "--id", "second", folder=tmp_path).code == 2
    assert teipipe("encode", "second", folder=tmp_path / "lab").out == "texts/second/second.xml\n"


@pytest.mark.parametrize("name", ["1850", "a b", "../x", "", "ä"])
def test_a_name_that_is_no_identifier(name: str, tmp_path: Path, teipipe: Teipipe) -> None:
    done = teipipe("init", ".", "--id", name, folder=tmp_path)
    assert done.code == 2
    assert files(tmp_path) == set()


@pytest.mark.parametrize("name", ["lab", "lab/tei"])
def test_a_file_where_the_folder_would_be(name: str, tmp_path: Path, teipipe: Teipipe) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine")
    done = teipipe("init", "lab", folder=tmp_path)
    assert (done.code, f"There already: {name}. " in done.err) == (2, True)
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize(
    ("names", "documents"),
    [(["tei/a.xml", "tei/1900/b.tei"], "tei"), (["a.xml"], "."), (["a/1.xml", "b/2.xml"], ".")],
)
def test_where_tei_is_the_project_is_of_that(
    names: list[str], documents: str, tmp_path: Path, teipipe: Teipipe
) -> None:
    for each in (*names, ".gitignore"):
        (tmp_path / each).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / each).write_text(TEI)
    done = teipipe("init", ".", folder=tmp_path)
    assert (done.code, done.out) == (0, "teipipe.toml\n")
    assert done.err == "Next: teipipe validate; teipipe build\n"
    assert f'\ndocuments = "{documents}"\n' in (tmp_path / "teipipe.toml").read_text()
    assert (tmp_path / ".gitignore").read_text() == TEI
    done = teipipe("build", "--list", folder=tmp_path)
    assert sorted(each.split("\t")[0] for each in done.out.splitlines()) == sorted(names)
    assert (teipipe("validate", folder=tmp_path).code, files(tmp_path)) == (
        0, {*names, ".gitignore", "teipipe.toml"},
    )  # fmt: skip


def test_a_transcription_is_copied_and_nothing_is_of_the_sample(
    tmp_path: Path, teipipe: Teipipe
) -> None:
    text = b"Chapter 1\r\n\r\nIt was.\r\n"
    (tmp_path / "My book (1850).txt").write_bytes(text)
    (tmp_path / "a.xml").write_text(TEI)
    done = teipipe("init", "p", "--text", "My book (1850).txt", folder=tmp_path)
    assert done.code == 0, done.err
    made = tmp_path / "p/tei/My-book-1850"
    assert (made / "source.txt").read_bytes() == text
    assert not (tmp_path / "p/tei/registers").exists()
    done = teipipe("encode", folder=tmp_path / "p")
    assert (done.code, re.findall(" (?:warning|error) ", done.err)) == (0, [])
    done = teipipe("validate", folder=tmp_path / "p")
    assert set(re.findall(r": warning (\w+)", done.out)) == {"V057"}
    done = teipipe("init", ".", "--text", "../none.txt", "--id", "b", folder=tmp_path / "p")
    assert (done.code, "none.txt: No such file" in done.err) == (2, True)
    done = teipipe("init", ".", "--text", "../a.xml", "--id", "b", folder=tmp_path / "p")
    assert (done.code, files(tmp_path / "p/tei/b")) == (
        0,
        {"encoding.toml", "header.xml", "source.txt"},
    )


def test_registers_beside_the_tei_are_registers(tmp_path: Path, teipipe: Teipipe) -> None:
    person = '<head>P</head><person xml:id="a"><persName>A</persName></person>'
    person = f"<listPerson>{person}</listPerson>"
    lists = re.sub("<body>.*</body>", f"<body><div>{person}</div></body>", TEI, flags=re.S)
    held = {"letters/a.xml": TEI, "lists/p.xml": lists, "letters/b.xml": "<list"}
    for each, text in held.items():
        (tmp_path / each).parent.mkdir(exist_ok=True)
        (tmp_path / each).write_text(text)
    assert teipipe("init", ".", folder=tmp_path).code == 0
    settings = (tmp_path / "teipipe.toml").read_text()
    assert '\ndocuments = "letters"\n' in settings
    assert '\nregisters = ["lists/p.xml"]\n' in settings


def test_a_list_with_words_of_its_own_is_a_document(tmp_path: Path, teipipe: Teipipe) -> None:
    person = '<listPerson><person xml:id="a"><persName>A</persName></person></listPerson>'
    (tmp_path / "a.xml").write_text(TEI.replace("</body>", f"{person}</body>"))
    assert teipipe("init", ".", folder=tmp_path).code == 0
    assert '\n# registers = ["persons.xml"]\n' in (tmp_path / "teipipe.toml").read_text()


def test_a_project_of_tei_takes_a_sample_beside_it(tmp_path: Path, teipipe: Teipipe) -> None:
    (tmp_path / "a.xml").write_text(TEI)
    assert teipipe("init", ".", folder=tmp_path).code == 0
    assert teipipe("init", ".", folder=tmp_path).code == 0
    assert (tmp_path / "letter/source.txt").exists()
    assert teipipe("encode", folder=tmp_path).out == "letter/letter.xml\n"
    assert len(teipipe("build", "--list", folder=tmp_path).out.splitlines()) == 2


LETTER = """\
Hamburg, 12 November 1850

My dear brother,

The ship has not come in. The pilot says, “She lay off the island two days ago”, and the agent
will hear of nothing: he has a wife and 4 children in her.

Mother asks whether you have had the parcel – the one with the «Gartenlaube» in it & the socks.

Your faithful
Johann
"""


def commands() -> list[str]:
    """The commands of README's five-minute path."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("\n## A text of your own")[2].partition("\n## ")[0]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert block
    return block[1].splitlines()


def test_the_five_minute_path_of_the_readme(tmp_path: Path) -> None:
    """Run as a reader would: one shell, an empty folder, a letter of one's own."""
    assert commands()[0].startswith("teipipe init")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-e", "-c", "\n".join(commands())],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert " error " not in done.stderr
    made = tmp_path / "my-edition"
    tree = etree.parse(made / "tei/letter/letter.xml")
    for xpath in ("date[@when = '1850-11-12']", "p[5]", "q"):
        assert tree.xpath(f"//t:{xpath}", namespaces=N), xpath
    outputs = {each.name for each in (made / "outputs/letter").iterdir()}
    assert outputs == {"letter.html", "letter.txt", "letter.epub", "report.json"}


def test_the_readme_names_the_files_that_init_makes(tmp_path: Path, teipipe: Teipipe) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    listed = re.search(r"```text\nmy-edition/\n(.*?)```", readme, re.DOTALL)
    assert listed
    teipipe("init", ".", folder=tmp_path)
    assert {line.split()[0] for line in listed[1].splitlines()} == files(tmp_path)


def test_a_shipped_file_has_a_stable_name_only_where_it_is_no_neighbour(tmp_path: Path) -> None:
    schema = resources.path("schemas/teipipe.rng")
    assert resources.stable_name(schema, tmp_path) == "urn:teipipe:schemas:teipipe.rng"
    assert resources.stable_name(schema, ROOT / "tei") is None
    assert resources.stable_name(tmp_path / "my.rng", tmp_path) is None
    assert resources.named("urn:teipipe:schemas:teipipe.rng") == schema
    assert resources.named("schemas/teipipe.rng") is None
