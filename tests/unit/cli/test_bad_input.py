"""Bad input gets a clear message with its place and a remedy, and nothing half-written."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from tests.unit.cli.conftest import LETTER, Teipipe

ILL_FORMED = {
    "no XML": (b"Just a text.", "letter.xml:1:1: error P010"),
    "truncated": (LETTER[:-20].encode(), "letter.xml:1:"),
    "wrong encoding": (LETTER.replace("well", "wéll").encode("latin-1"), "letter.xml:1:"),
    "empty": (b"", "letter.xml:1:1: error P002"),
    "white space only": (b" \n\n", "letter.xml:1:1: error P002"),
    "binary": (bytes(range(256)), "letter.xml:1:1: error P010"),
}


def _nothing_written(folder: Path) -> bool:
    return not (folder / "outputs").exists() and not list(folder.glob("**/.teipipe-new-*"))


@pytest.mark.parametrize("kind", ILL_FORMED)
@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_file_that_is_no_document(
    kind: str, command: str, letter: Path, teipipe: Teipipe
) -> None:
    content, message = ILL_FORMED[kind]
    (letter / "letter.xml").write_bytes(content)
    done = teipipe(command, "letter.xml", folder=letter)
    assert done.code == 1
    assert message in (done.out if command == "validate" else done.err)
    assert _nothing_written(letter)


def test_one_bad_file_does_not_stop_the_others(letter: Path, teipipe: Teipipe) -> None:
    (letter / "a.xml").write_text("<TEI")
    done = teipipe("build", ".", "--to", "text", folder=letter)
    assert done.code == 1
    assert "a.xml:1:" in done.err
    text = (letter / "outputs/letter/letter.txt").read_text()
    assert text == "A letter\n\nDear Ann, all is well.\n"


def test_a_schema_that_is_not_there_is_told_where_it_is_named(
    letter: Path, teipipe: Teipipe
) -> None:
    settings = 'schemas = [\n  "any.rng",\n  "schemas/lab.rng",\n]\nrules = ["lab.sch"]\n'
    any_text = '<element xmlns="http://relaxng.org/ns/structure/1.0"><anyName/><text/></element>'
    (letter / "any.rng").write_text(any_text)
    (letter / "teipipe.toml").write_text(settings)
    done = teipipe("validate", "letter.xml", folder=letter)
    assert (done.code, done.err.split(" The schema")[0]) == (2, "teipipe.toml:3:3: error V003:")
    (letter / "teipipe.toml").write_text(settings.replace("schemas/lab", "any"))
    done = teipipe("validate", "letter.xml", folder=letter)
    assert (done.code, done.err.split(" The schema")[0]) == (2, "teipipe.toml:5:10: error V003:")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build", "nowhere.xml"), "nowhere.xml: no such file or folder"),
        (("build", "empty"), "no .xml or .tei file in this folder or below it"),
        (("build",), "No teipipe.toml in"),
        (("validate",), "No teipipe.toml in"),
        (("encode",), "No teipipe.toml in"),
        (("build", "letter.xml", "--to", "htlm"), "Did you mean “html”?"),
        (("build", "letter.xml", "--to", "docx"), "Formats: html, text, epub."),
        (("build", "letter.xml", "--set", "veiw=source"), "Did you mean “view”?"),
        (
            ("text", "letter.xml", "--view", "serch"),
            "teipipe: The value of “parameters.view” is wrong",
        ),
        (("build", "letter.xml", "--set", "view"), "write it as name=value"),
        (("build", "letter.xml", "--view", "diplomatic"), "view"),
        (("biuld",), "Did you mean “build”?"),
        (("validate", "letter.xml", "--schema", "none.rng"), "none.rng"),
        (("validate", "letter.xml", "--schema", "letter.xml"), "letter.xml"),
    ],
)
def test_wrong_usage_is_exit_2(
    arguments: tuple[str, ...], said: str, letter: Path, teipipe: Teipipe
) -> None:
    (letter / "empty").mkdir()
    done = teipipe(*arguments, folder=letter)
    assert done.code == 2
    assert said in done.err
    assert _nothing_written(letter)


def test_a_file_that_cannot_be_read(
    letter: Path, teipipe: Teipipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    done = teipipe("validate", "letter.xml", folder=letter)
    assert done.code == 1
    assert "letter.xml: error P003: The file cannot be read: Permission denied." in done.out


def test_what_is_no_file_cannot_be_read(letter: Path, teipipe: Teipipe) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(letter / "socket.xml"))
        done = teipipe("build", "socket.xml", folder=letter)
    assert done.code == 1
    assert "socket.xml: error P003: The file cannot be read: Not a file" in done.err


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_pipe_is_not_waited_for(command: str, letter: Path, teipipe: Teipipe) -> None:
    os.mkfifo(letter / "pipe.xml")
    done = teipipe(command, "pipe.xml", folder=letter)
    assert done.code == 1
    assert "pipe.xml: error P003: The file cannot be read: Not a file" in done.out + done.err


@pytest.mark.parametrize("command", ["build", "validate"])
def test_a_link_to_itself_costs_one_document(command: str, letter: Path, teipipe: Teipipe) -> None:
    (letter / "loop.xml").symlink_to("loop.xml")
    done = teipipe(command, ".", folder=letter)
    assert done.code == 1
    assert "loop.xml: error P003: The file cannot be read: Too many" in done.out + done.err


def test_a_folder_that_cannot_be_written_keeps_what_was_there(
    letter: Path, teipipe: Teipipe
) -> None:
    (letter / "outputs").write_text("a file in the way")
    done = teipipe("build", "letter.xml", "--to", "text", folder=letter)
    assert done.code == 1
    assert "P007" in done.err
    assert "cannot be written" in done.err
    assert (letter / "outputs").read_text() == "a file in the way"


def test_a_name_with_blanks_and_letters_of_many_scripts(letter: Path, teipipe: Teipipe) -> None:
    name = "Brief an Ännchen – письмо %41"
    (letter / "letter.xml").rename(letter / f"{name}.xml")
    done = teipipe("build", f"{name}.xml", folder=letter)
    assert done.code == 0, done.err
    for suffix in (".html", ".txt", ".epub"):
        assert (letter / "outputs" / name / f"{name}{suffix}").is_file()


def test_two_documents_of_one_name_go_to_two_folders(letter: Path, teipipe: Teipipe) -> None:
    for folder in ("one", "two"):
        (letter / folder).mkdir()
        (letter / folder / "letter.xml").write_text(LETTER)
    done = teipipe("build", "one", "two", "--to", "text", folder=letter)
    assert done.code == 0, done.err
    assert sorted(each.parent.name for each in (letter / "outputs").glob("*/report.json")) == [
        "one-letter",
        "two-letter",
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('titel = "x"\n', "teipipe.toml:1:1: error P005: The key “titel” is unknown."),
        ('\n\nformat = ["html"]\n', "Did you mean “formats”?"),
        ('formats = ["pdf"]\n', "teipipe.toml:1:1: error P005: There is no format “pdf”."),
        ('\nformats = ["htm"]\n', "Did you mean “html”?"),
        ("[parameters]\nview = 'readin'\n", "Did you mean “reading”?"),
        ("[parameters]\nlanguage = 3\n", "teipipe.toml:2:1: error P005: The value of “parameters"),
        ("[parameters]\n\nviev = 'source'\n", "teipipe.toml:3:1: error P005"),
        ("out = [\n", "This is not TOML"),
        ('out = "../elsewhere"\n', "leads out of the project"),
    ],
)
def test_a_wrong_project_file(settings: str, said: str, project: Path, teipipe: Teipipe) -> None:
    (project / "teipipe.toml").write_text(settings)
    for command in ("build", "validate", "encode"):
        done = teipipe(command, folder=project)
        assert done.code == 2
        assert said in done.err


def test_an_unknown_document(project: Path, teipipe: Teipipe) -> None:
    done = teipipe("encode", "leter", folder=project)
    assert done.code == 2
    assert "Did you mean “letter”?" in done.err


def test_a_register_that_lacks_a_person(project: Path, teipipe: Teipipe) -> None:
    encoding = project / "tei/letter/encoding.toml"
    encoding.write_text(encoding.read_text().replace('"ann"', '"ann", "berta"'))
    done = teipipe("encode", folder=project)
    assert done.code == 1
    assert "tei/letter/encoding.toml:3:" in done.err
    assert "berta" in done.err
    assert not (project / "tei/letter/letter.xml").exists()


def test_the_header_beside_a_document_is_no_document(project: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", folder=project).code == 0
    (project / "tei/letter/notes.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')
    done = teipipe("validate", "tei/letter", folder=project)
    assert "notes.xml" in done.out
    assert "header.xml" not in done.out
    assert "V010" not in done.out


def test_a_transcription_that_changed_after_it_was_encoded(project: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", folder=project).code == 0
    source = project / "tei/letter/source.txt"
    source.write_text(source.read_text().replace("are here", "were here"))
    done = teipipe("validate", folder=project)
    assert done.code == 1
    assert "tei/letter/source.txt:3:" in done.out
    assert "V010" in done.out
    assert teipipe("encode", folder=project).code == 0
    assert teipipe("validate", folder=project).code == 0


def test_a_file_changed_by_hand_is_never_overwritten(project: Path, teipipe: Teipipe) -> None:
    assert teipipe("encode", folder=project).code == 0
    encoded = project / "tei/letter/letter.xml"
    mine = encoded.read_text().replace("<p>", "<p n='1'>")
    encoded.write_text(mine)
    done = teipipe("encode", folder=project)
    assert done.code == 1
    assert "E017" in done.err
    assert encoded.read_text() == mine


def test_the_proof_of_a_file_changed_by_hand_is_that_of_the_file(
    project: Path, teipipe: Teipipe
) -> None:
    assert teipipe("encode", "--prove", folder=project).code == 0
    encoded = project / "tei/letter/letter.xml"
    mine = encoded.read_text()
    encoded.write_text(mine.replace("are here", "were here"))
    done = teipipe("encode", "--prove", folder=project)
    assert done.code == 1
    assert "read back by python: different" in done.out
    encoded.write_text(mine.replace("<p>", "<p n='1'>"))
    assert "read back by xslt: same bytes" in teipipe("encode", "--prove", folder=project).out


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("Müller".encode("latin-1"), "E001"),
        (b"a\x0bb", "E002"),
        (b"", "P002"),
        (b"a\r\nb", "E002"),
    ],
)
def test_a_transcription_that_is_no_text(
    content: bytes, said: str, project: Path, teipipe: Teipipe
) -> None:
    (project / "tei/letter/source.txt").write_bytes(content)
    done = teipipe("encode", folder=project)
    assert done.code == 1
    assert "tei/letter/source.txt:1:" in done.err
    assert said in done.err
    assert not (project / "tei/letter/letter.xml").exists()
