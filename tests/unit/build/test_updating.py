"""Updating: only what has to be is built again, and the result is that of a clean build."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from tests.unit.build.corpora import BARE, files, letter, project, run, settle, start

from teipipe.build import build, plan
from teipipe.build.results import Result
from teipipe.build.state.manifest import opened
from teipipe.build.updating import groups, opened_for
from teipipe.build.workers.chunks import Job
from teipipe.build.workers.engines import local

PERSONS = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff><listPerson>'
    '<person xml:id="ann"><persName>Ann</persName></person>'
    '<person xml:id="ben"><persName>Ben</persName></person></listPerson></standOff></TEI>'
)


def update(folder: Path, *paths: str, force: bool = False) -> dict[str, tuple[str, ...]]:
    """Update the outputs, and give why each document was built."""
    due = {}
    settle()
    tasks = plan([folder / each for each in paths], start=folder)
    for group in groups(tasks):
        with opened_for(group, lambda: None) as found:
            due.update({t.identifier: reasons for t, reasons in found.assess(force)})
            made = {task.identifier for task, _, is_built in found.build(local(1)) if is_built}
            assert made == due.keys()
            due.update({row.identifier: ("removed",) for row, _ in found.clear()})
    return due


def edition(folder: Path, settings: str = "", **texts: str) -> Path:
    """Make a project of documents in folders of their own, with a register."""
    project(folder, {}, 'registers = ["tei/persons.xml"]\n' + settings)
    for name, text in texts.items():
        write(folder, name, text)
    (folder / "tei" / "persons.xml").write_text(PERSONS)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / "tei" / name).mkdir(parents=True, exist_ok=True)
    (folder / "tei" / name / f"{name}.xml").write_text(letter(text))


def test_nothing_is_built_twice(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    assert update(folder) == {"a": ("new",), "b": ("new",)}
    assert update(folder) == {}
    assert update(folder, force=True) == {"a": ("forced",), "b": ("forced",)}


def test_a_changed_source_is_built_and_no_other(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    write(folder, "b", "New")
    assert update(folder) == {"b": ("tei/b/b.xml",)}
    assert "New" in (folder / "outputs/b/b.bare.txt").read_text()


def test_a_touched_source_is_not_built(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    update(folder)
    os.utime(folder / "tei/a/a.xml", (0, 0))
    assert update(folder) == {}


def test_a_changed_stylesheet_builds_its_users(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    (folder / "xslt" / "part.xsl").write_text(BARE)
    (folder / "xslt" / "other.xsl").write_text(BARE)
    imported = BARE.replace("<xsl:output", '<xsl:import href="part.xsl"/><xsl:output')
    (folder / "xslt" / "bare.xsl").write_text(imported)
    update(folder)
    (folder / "xslt" / "other.xsl").write_text(BARE + "<!-- new -->")
    assert update(folder) == {}
    (folder / "xslt" / "part.xsl").write_text(BARE + "<!-- new -->")
    assert update(folder) == {"a": ("xslt/bare.xsl",)}


def test_labels_settings_and_missing_outputs(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    update(folder)
    (folder / "xslt" / "locale").mkdir()
    (folder / "xslt" / "locale" / "en.json").write_text('{"contents": "What is in it"}')
    assert update(folder) == {"a": ("labels",)}
    settings = (folder / "teipipe.toml").read_text()
    (folder / "teipipe.toml").write_text(settings + '[parameters]\nlanguage = "de"\n')
    assert update(folder) == {"a": ("settings",)}
    (folder / "outputs/a/a.bare.txt").write_text("by hand")
    assert list(update(folder)) == ["a"]
    assert "by hand" not in (folder / "outputs/a/a.bare.txt").read_text()


def test_register_entries_build_those_that_use_them(tmp_path: Path) -> None:
    mention = '<persName ref="persons.xml#{}">x</persName>'
    folder = edition(tmp_path / "p", a=mention.format("ann"), b=mention.format("ben"), c="C")
    update(folder)
    persons = folder / "tei" / "persons.xml"
    persons.write_text(PERSONS.replace(">Ben<", ">Benjamin<"))
    assert update(folder) == {"b": ("entries ben",)}
    assert update(folder) == {}
    persons.write_text(persons.read_text().replace("</listPerson>", "<person/></listPerson>"))
    assert set(update(folder)) <= {"a", "b", "c"}
    write(folder, "c", mention.format("cid"))
    update(folder)
    cid = '<person xml:id="cid"><persName>Cid</persName></person></listPerson>'
    persons.write_text(persons.read_text().replace("</listPerson>", cid))
    assert update(folder) == {"c": ("entries cid",)}


def test_a_stylesheet_that_sees_all_registers_follows_all_of_them(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    seeing = BARE.replace("<xsl:output", '<xsl:param name="registers"/><xsl:output')
    (folder / "xslt" / "bare.xsl").write_text(seeing)
    update(folder)
    persons = folder / "tei" / "persons.xml"
    persons.write_text(PERSONS.replace(">Ben<", ">Benjamin<"))
    assert update(folder) == {"a": ("registers",)}


def test_what_is_included_or_pointed_to_counts_also_while_it_is_missing(tmp_path: Path) -> None:
    folder = edition(
        tmp_path / "p",
        a='<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>',
        b='<ref target="../c/c.xml#x">c</ref>',
    )
    update(folder)
    (folder / "tei/a/part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0">Part</p>')
    assert update(folder) == {"a": ("tei/a/part.xml",)}
    assert "Part" in (folder / "outputs/a/a.bare.txt").read_text()
    write(folder, "c", "C")
    assert update(folder) == {"b": ("tei/c/c.xml",), "c": ("new",)}


def test_a_deleted_source_takes_its_outputs_along_but_nothing_else(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B", c="C")
    update(folder)
    (folder / "outputs/b/mine.txt").write_text("mine")
    (folder / "outputs/c/c.bare.txt").write_text("changed")
    for each in ("a", "b", "c"):
        shutil.rmtree(folder / "tei" / each)
    write(folder, "d", "D")
    done = run(folder)
    assert done.codes() == ["c.bare.txt P044"] or "P044" in done.err
    assert "tei/a/a.xml: removed" in done.out
    left = [each for each in sorted(files(folder / "outputs")) if "/" in each]
    assert left == ["b/mine.txt", "c/c.bare.txt", "d/d.bare.txt", "d/report.json"]


def test_a_format_that_is_no_longer_made_goes_and_one_not_asked_for_stays(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    (folder / "xslt" / "more.xsl").write_text(BARE)
    settings = (folder / "teipipe.toml").read_text()
    (folder / "teipipe.toml").write_text(settings.replace('["bare"]', '["bare", "more"]'))
    update(folder)
    assert run(folder, "--to", "bare").code == 0
    assert (folder / "outputs/a/a.more.txt").exists()
    (folder / "teipipe.toml").write_text(settings)
    update(folder)
    assert sorted(files(folder / "outputs/a")) == ["a.bare.txt", "report.json"]


def test_findings_of_what_is_up_to_date_are_told_again(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="<p")
    first, again = run(folder), run(folder)
    assert first.code == again.code == 1
    assert first.codes() == again.codes() == ["b P001"]
    assert "0 built, 2 up to date" in again.err


def test_a_document_that_breaks_keeps_its_last_outputs(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    update(folder)
    before = files(folder / "outputs/a")
    write(folder, "a", "<p")
    assert run(folder).codes() == ["a P001"]
    assert files(folder / "outputs/a") == before
    write(folder, "a", "A")
    update(folder)
    assert files(folder / "outputs/a") == before


def test_a_source_that_goes_before_it_is_read_keeps_its_last_outputs(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    before = files(folder / "outputs/b")
    tasks = plan(start=folder)
    shutil.rmtree(folder / "tei/b")
    good, gone = build(tasks)
    assert ([each.code for each in gone.findings], good.failed) == (["P003"], False)
    assert files(folder / "outputs/b") == before


def test_a_dry_run_tells_and_does_nothing(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    write(folder, "a", "New")
    shutil.rmtree(folder / "tei" / "b")
    before = files(folder / "outputs")
    done = run(folder, "--dry-run")
    assert done.out == "tei/a/a.xml: tei/a/a.xml\ntei/b/b.xml: to be removed\n"
    assert done.err == "1 to be built, 0 up to date\n"
    assert run(folder, "--dry-run", "--quiet").err == ""
    assert files(folder / "outputs") == before


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda file: file.write_bytes(b"no database at all, but long enough" * 99), "P045"),
        (lambda file: file.write_bytes(file.read_bytes()[:5000]), "P045"),
        (lambda file: file.write_bytes(b""), "P045"),
        (lambda file: sqlite3.connect(file).execute("PRAGMA user_version = 99").close(), "P046"),
        (lambda file: sqlite3.connect(file).execute("PRAGMA user_version = 1").close(), "P046"),
    ],
)
def test_a_manifest_that_cannot_be_used(damage, code: str, tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    update(folder)
    damage(folder / ".teipipe/build.sqlite")
    done = run(folder)
    assert (done.code, done.codes()) == (0, [f"build {code}"]) or code in done.err
    assert (folder / ".teipipe/build.set-aside.sqlite").exists()
    assert update(folder) == {}


def test_without_a_place_for_a_manifest_everything_is_built(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    (folder / ".teipipe").write_text("a file in the way")
    for _ in range(2):
        done = run(folder)
        assert done.code == 0 and "P047" in done.err
        assert "outputs/a/a.bare.txt" in done.out


@pytest.mark.parametrize("largest", [0, 300, 9_000])
def test_a_full_disk_costs_what_does_not_fit(largest: int, tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    before = files(folder / "outputs")
    for name in ("a", "b"):
        write(folder, name, f"New {'x' * 2_000}")
    done = run(folder, largest=largest)
    assert done.code == int(largest < 9_000)
    assert ("cannot be written" in done.err) is (largest < 9_000)
    assert "P047" in done.err
    after = files(folder / "outputs")
    if largest < 9_000:
        assert after["a/a.bare.txt"] == before["a/a.bare.txt"]
    assert not list(folder.rglob(".teipipe-new-*"))
    assert run(folder).code == 0
    assert "New x" in (folder / "outputs/a/a.bare.txt").read_text()
    shutil.rmtree(folder / "tei" / "b")
    assert "P044" not in run(folder).err
    assert not (folder / "outputs/b").exists()


@pytest.mark.parametrize(
    ("where", "code", "told"),
    [("outputs", 1, "P007"), ("outputs/a", 1, "P007"), (".teipipe/build.sqlite", 0, "P047")],
)
def test_what_may_not_be_written_is_told_and_stands(
    where: str, code: int, told: str, tmp_path: Path
) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    before = files(folder)
    write(folder, "a", "New")
    write(folder, "c", "C")
    mode = (folder / where).stat().st_mode
    (folder / where).chmod(mode & 0o555)
    done = run(folder)
    assert done.code == code and told in done.err
    here = [name for name in before if name.rpartition("/")[0] == where or name == where]
    after = files(folder)
    assert [name for name in here if after[name] != before[name]] == []
    (folder / where).chmod(mode)
    assert run(folder).code == 0
    assert {"a", "b", "c"} == {each.parent.name for each in (folder / "outputs").glob("*/*.txt")}
    assert "New" in (folder / "outputs/a/a.bare.txt").read_text()
    assert len(json.loads((folder / "outputs/manifest.json").read_text())["documents"]) == 3


def test_a_corpus_that_cannot_be_listed_is_told_in_every_report(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    (folder / "outputs").write_text("a file in the way")
    assert run(folder, "--report", "json=report.json").code == 1
    found = json.loads((folder / "report.json").read_text())["findings"]
    told = [each["message"] for each in found if each["code"] == "P007"]
    assert ["a.bare.txt" in told[0], "manifest.json" in told[1]] == [True, True]


def test_a_stylesheet_that_changes_while_it_is_used_is_built_with_again(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    sheet = folder / "xslt/bare.xsl"

    def changing(jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        for each in local(1)(jobs):
            sheet.write_text(sheet.read_text().replace("greedy", "other"))
            yield each

    (group,) = groups(plan(start=folder))
    with opened_for(group, lambda: None) as update_:
        assert len(update_.assess(force=False)) == 1
        assert len(list(update_.build(changing))) == 1
    assert update(folder) == {"a": ("xslt/bare.xsl",)}


def test_where_capitals_tell_nothing_a_renamed_source_keeps_its_outputs(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A", b="B")
    update(folder)
    (folder / "tei/a").rename(folder / "tei/A")
    (folder / "tei/A/a.xml").rename(folder / "tei/A/A.xml")
    (folder / "outputs/a").rename(folder / "outputs/A")
    (folder / "outputs/a").symlink_to("A")
    done = run(folder)
    assert done.code == 0 and "tei/a/a.xml: removed" in done.out
    assert (folder / "outputs/A/A.bare.txt").exists()
    assert (folder / "outputs/A/a.bare.txt").exists()


def test_a_second_build_waits_and_says_so(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    holding = (
        "import sys, time\nfrom pathlib import Path\n"
        "from teipipe.build.state.manifest import opened\n"
        "with opened(Path('.teipipe'), lambda: None):\n"
        "    print('held', flush=True)\n    sys.stdin.readline()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", holding], cwd=folder, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout is not None and holder.stdout.readline() == "held\n"
    second = start(folder)
    assert second.stderr is not None
    said = second.stderr.readline()
    assert said == "Another build is at work here; waiting for its end.\n"
    assert not (folder / "outputs").exists()
    holder.communicate("go\n")
    second.communicate(timeout=60)
    assert second.returncode == 0 and (folder / "outputs/a/a.bare.txt").exists()


def test_a_clock_that_jumps_hides_no_change(tmp_path: Path) -> None:
    folder = edition(tmp_path / "p", a="A")
    source = folder / "tei/a/a.xml"
    for moment in (2_000_000_000, 1, 4_000_000_000):
        os.utime(source, (moment, moment))
        update(folder)
        write(folder, "a", f"At {moment}")
        os.utime(source, (moment, moment))
        assert list(update(folder)) == ["a"]


def test_folders_remember_among_their_outputs_and_single_files_nothing(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / "letters").mkdir(exist_ok=True)
        (tmp_path / "letters" / f"{name}.xml").write_text(letter(name))
    (tmp_path / ".git").mkdir()
    run(tmp_path, "letters", "--to", "text")
    assert (tmp_path / "outputs/.teipipe/build.sqlite").exists()
    (tmp_path / "letters/a.xml").unlink()
    run(tmp_path, "letters/b.xml", "--to", "text", "--out", "other")
    assert not (tmp_path / "other/.teipipe").exists()
    done = run(tmp_path, "letters", "--to", "text")
    assert "letters/a.xml: removed" in done.out
    assert not (tmp_path / "outputs/a").exists()


def test_mutant_a_manifest_that_forgets_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = edition(tmp_path / "p", a="A")
    update(folder)
    write(folder, "a", "New")
    with opened(folder / ".teipipe", lambda: None) as manifest:
        manifest._connection.execute(
            "UPDATE documents SET trace = json_set(trace, '$[1]', json('[]'))"
        )
    assert update(folder) == {}
