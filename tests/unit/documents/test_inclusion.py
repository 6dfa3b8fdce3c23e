"""XInclude: what is included stands in its place, what is not is told, and nothing gets out."""

from pathlib import Path

import pytest
from lxml import etree

from teipipe.build import build, check, plan
from teipipe.documents import TEI, Document, load
from teipipe.documents.inclusion import whole

XI = "http://www.w3.org/2001/XInclude"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "parts").mkdir(parents=True)
    (root / "teipipe.toml").write_text("")
    (tmp_path / "outside.xml").write_text(f"<p xmlns='{TEI}'>secret</p>")
    return root


def write(project: Path, name: str, content: str) -> Path:
    file = project / name
    file.write_text(content.replace("{ns}", f"xmlns='{TEI}' xmlns:xi='{XI}'"))
    return file


def host(project: Path, inside: str) -> Document:
    before = "<?xml-model href='a.rng'?><?second?>"
    content = f"{before}\n<TEI {{ns}}>\n<text><body>{inside}</body></text></TEI>"
    return whole(load(write(project, "host.xml", content), project))


def include(href: str = "", fallback: str = "", **attributes: str) -> str:
    given = "".join(f' {name}="{value}"' for name, value in {"href": href, **attributes}.items())
    inside = f"<xi:fallback>{fallback}</xi:fallback>" if fallback else ""
    return f"<xi:include{given}>{inside}</xi:include>"


def text(document: Document) -> str:
    return "".join(document.tree.getroot().itertext()).strip()


def codes(document: Document) -> list[str]:
    return [each.code for each in document.findings]


PART = """<div {ns}>
<p xml:id="one">Alpha <hi>one</hi>.</p>
<p xml:id="two">Beta</p>
  <p n="3">Gamma</p></div>"""


def test_a_document_without_inclusions_is_itself(project: Path) -> None:
    document = load(write(project, "a.xml", PART), project)
    assert whole(document) is document


def test_a_part_stands_in_its_place_between_its_neighbours(project: Path) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, f"<p>before</p>x{include('parts/a.xml')}y<p>after</p>")
    assert codes(document) == []
    body = document.tree.getroot()[0][0]
    assert [etree.QName(each).localname for each in body] == ["p", "div", "p"]
    assert (body[0].tail, body[1].tail) == ("x", "y")
    assert body[1][0].text == "Alpha "
    before = document.tree.getroot().itersiblings(preceding=True)
    assert [each.target for each in before] == ["second", "xml-model"]


def test_places_name_the_file_in_which_an_element_stands(project: Path) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, f"\n  {include('parts/a.xml')}<q/>")
    *_, gamma, after = document.tree.iter(f"{{{TEI}}}*")
    place = document.place(gamma)
    assert (place.file, place.line, place.column) == ("parts/a.xml", 4, 3)
    assert place.xpath == "/*/*[3]"
    assert (document.place(after).file, document.place(after).line) == ("host.xml", 4)
    assert document.source_of(gamma).path.name == "a.xml"


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("one", "Alpha one."),
        ("element(two)", "Beta"),
        ("element(one/1)", "one"),
        ("element(/1/3)", "Gamma"),
        ("xpointer(id('two'))", "Beta"),
        ("xpointer(id('one')/t:hi)xmlns(t=" + TEI + ")", ""),
        ("xmlns(t=" + TEI + ")xpointer(id('one')/t:hi)", "one"),
        ("xmlns(t=" + TEI + ")xpointer(//t:p[@n='3'])", "Gamma"),
        ("xmlns(t=" + TEI + ")xpointer(/t:div/t:p[2])", "Beta"),
        ("xpointer(//*[@xml:id='two'])", "Beta"),
        ("xpath1(id('two'))", "Beta"),
        ("xpath(/div/p[2])", "Beta"),
        ("xpointer(//p[@n='3'])", "Gamma"),
        ("xpointer(//p[@n][last()])", "Gamma"),
        ("element(nothing)element(two)", "Beta"),
        ("unknown(x)element(two)", "Beta"),
        ("xpointer(//*)", "Alpha one."),
    ],
)
def test_a_pointer_selects(project: Path, pointer: str, expected: str) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, include("parts/a.xml", xpointer=pointer))
    if expected:
        assert codes(document) == []
        assert expected in text(document)
        assert expected == "Alpha one." or text(document) == expected
    else:
        assert codes(document) == ["P029"]


@pytest.mark.parametrize(
    "pointer", ["three", "element(/1/9)", "xpointer(count(//*))", "range(a,b)"]
)
def test_a_pointer_to_nothing_is_told_and_the_fallback_used(project: Path, pointer: str) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, include("parts/a.xml", "<p>instead</p>", xpointer=pointer))
    assert codes(document) == ["P029"]
    assert text(document) == "instead"


def test_a_part_of_the_same_file(project: Path) -> None:
    document = host(project, f"<p xml:id='a'>Alpha</p>{include(xpointer='a')}")
    assert codes(document) == []
    assert text(document) == "AlphaAlpha"


def test_text_is_included_as_characters(project: Path) -> None:
    (project / "parts" / "a.txt").write_text("a < b & ç", "utf-8")
    (project / "parts" / "b.txt").write_text("ç", "latin-1")
    document = host(
        project,
        include("parts/a.txt", parse="text")
        + include("parts/b.txt", parse="text", encoding="iso-8859-1"),
    )
    assert codes(document) == []
    assert text(document) == "a < b & çç"


@pytest.mark.parametrize(
    ("name", "content", "attributes"),
    [
        ("missing.xml", None, {}),
        ("missing.txt", None, {"parse": "text"}),
        ("a.txt", b"\x00", {"parse": "text"}),
        ("a.txt", b"\xff", {"parse": "text", "encoding": "utf-8"}),
        ("a.txt", b"x", {"parse": "text", "encoding": "no-such"}),
        ("parts", None, {}),
    ],
)
def test_what_is_not_there_is_told_and_the_fallback_used(
    project: Path, name: str, content: bytes | None, attributes: dict[str, str]
) -> None:
    if content is not None:
        (project / name).write_bytes(content)
    document = host(project, f"\n{include(name, '<p>instead</p>', **attributes)}")
    assert codes(document) == ["P021"]
    assert (document.findings[0].place.line, document.findings[0].place.column) == (4, 1)
    assert text(document) == "instead"


def test_without_a_fallback_nothing_stands_there(project: Path) -> None:
    document = host(project, f"a{include('missing.xml')}b")
    assert codes(document) == ["P021"]
    assert text(document) == "ab"


@pytest.mark.parametrize("href", ["http://[", "circle.xml", "a" * 5_000, "a%00b.xml", "a\tb.xml"])
def test_an_address_that_is_none_is_told(project: Path, href: str) -> None:
    (project / "circle.xml").symlink_to("circle.xml")
    document = host(project, include(href, "<!-- none --><p>instead</p>"))
    assert codes(document) in (["P021"], ["P022"])
    assert text(document) == "instead"


def test_a_fallback_may_include(project: Path) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, include("missing.xml", f"x{include('parts/a.xml', xpointer='two')}y"))
    assert codes(document) == ["P021"]
    assert text(document) == "xBetay"


def test_what_is_wrong_in_an_included_file_has_its_own_place(project: Path) -> None:
    (project / "parts" / "a.xml").write_text("<p>\n</q>")
    document = host(project, include("parts/a.xml"))
    assert [(each.code, each.place.file, each.place.line) for each in document.findings] == [
        ("P021", "host.xml", 3),
        ("P001", "parts/a.xml", 2),
    ]


@pytest.mark.parametrize(
    "href",
    [
        "../outside.xml",
        "parts/../../outside.xml",
        "%2e%2e/outside.xml",
        "http://example.invalid/a.xml",
        "//example.invalid/a.xml",
        "ftp://example.invalid/a.xml",
        "file://example.invalid/a.xml",
        "link.xml",
        "{outside}",
        "{path}",
    ],
)
def test_nothing_outside_is_read(project: Path, href: str) -> None:
    outside = project.parent / "outside.xml"
    (project / "link.xml").symlink_to(outside)
    href = href.format(outside=outside.as_uri(), path=outside)
    for parse in ("xml", "text"):
        document = host(project, include(href, "<p>instead</p>", parse=parse))
        assert codes(document) == ["P022"]
        assert text(document) == "instead"


def test_a_base_is_followed_and_does_not_lead_out(project: Path) -> None:
    write(project, "parts/a.xml", PART)
    document = host(project, f"<div xml:base='parts/'>{include('a.xml', xpointer='two')}</div>")
    assert (codes(document), text(document)) == ([], "Beta")
    document = host(project, f"<div xml:base='../'>{include('outside.xml')}</div>")
    assert (codes(document), text(document)) == (["P022"], "")


def test_an_address_is_read_from_the_folder_of_its_file(project: Path) -> None:
    write(project, "parts/a.xml", f"<div {{ns}}>{include('b c.xml')}</div>")
    write(project, "parts/b c.xml", "<p {ns}>deep</p>")
    document = host(project, include("parts/a.xml"))
    assert (codes(document), text(document)) == ([], "deep")


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [("", "x"), (' xpointer="element(/1/1)"', "x"), (' xpointer="xpointer(//*)"', ""), ("!", "")],
)
def test_a_file_that_is_nothing_but_an_inclusion(
    project: Path, pointer: str, expected: str
) -> None:
    """What would be no tree of one root, or none at all, stays as it was, with a finding."""
    write(project, "a.xml", "<div {ns}><p>x</p></div>")
    href = "missing.xml" if pointer == "!" else "a.xml"
    content = f"<xi:include {{ns}} href='{href}'{pointer.strip('!')}/>"
    document = whole(load(write(project, "host.xml", content), project))
    assert text(document) == expected
    assert bool(document.findings) == (not expected)


def test_a_circle_is_told_once_and_left(project: Path) -> None:
    write(project, "a.xml", f"<div {{ns}}><p>a</p>{include('b.xml')}</div>")
    write(project, "b.xml", f"<div {{ns}}><p>b</p>{include('a.xml')}</div>")
    document = host(project, include("a.xml"))
    assert (codes(document), text(document)) == (["P023"], "ab")
    assert document.findings[0].place.file == "b.xml"
    document = host(project, f"<p>x</p>{include('host.xml')}")
    assert (codes(document), text(document)) == (["P023"], "x")
    document = host(project, f"<div xml:id='d'><p>x</p>{include(xpointer='d')}</div>")
    assert (codes(document), text(document)) == (["P023"], "x")


def test_a_bomb_of_inclusions_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teipipe.documents.inclusion._LIMIT", 5_000)
    for number in range(12):
        write(project, f"{number}.xml", f"<div {{ns}}>{include(f'{number + 1}.xml') * 10}</div>")
    write(project, "12.xml", "<p {ns}>x</p>")
    document = host(project, include("0.xml"))
    assert set(codes(document)) == {"P028"}
    assert len(list(document.tree.iter())) < 10_000


def test_a_bomb_of_text_ends(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("teipipe.documents.inclusion._LIMIT", 5_000)
    (project / "long.txt").write_text("x" * 100_000)
    document = host(project, include("long.txt", parse="text") * 100)
    assert set(codes(document)) == {"P028"}
    assert len(text(document)) < 1_000_000


def test_a_chain_too_deep_ends(project: Path) -> None:
    for number in range(80):
        write(project, f"{number}.xml", f"<div {{ns}}>{include(f'{number + 1}.xml')}</div>")
    assert codes(host(project, include("0.xml"))) == ["P028"]


def test_a_part_read_twice_tells_once_what_is_wrong_in_it(project: Path) -> None:
    (project / "a.xml").write_text(f"<!DOCTYPE p SYSTEM 'x'><p xmlns='{TEI}'>&odd;</p>")
    document = host(project, include("a.xml") * 2)
    assert (codes(document), text(document)) == (["P004"], "&odd;&odd;")


def test_a_build_and_a_check_see_the_whole(project: Path) -> None:
    write(project, "parts/a.xml", PART.replace("</div>", "<own>x</own><ref target='#nil'/></div>"))
    document = host(project, f"<p><ref target='#one'>see</ref></p>{include('parts/a.xml')}")
    tasks = plan([document.path], formats=("html", "text"), out=project / "outputs")
    (result,) = build(tasks)
    assert not result.failed, result.findings
    assert "Alpha one." in (project / "outputs/host/host.txt").read_text()
    told = [(each.code, each.place.file, each.place.line) for each in result.findings]
    assert ("T001", "parts/a.xml", 4) in told
    assert [each for each in told if each[0] == "V005"] == [("V005", "parts/a.xml", 4)]
    ((_, found),) = check(tasks)
    assert [each.code for each in found if each.code == "V005"] == ["V005"]


def test_pointers_of_a_part_are_read_from_its_folder(project: Path) -> None:
    write(project, "parts/b.xml", PART)
    write(project, "parts/a.xml", "<p {ns}><ref target='b.xml#one'/></p>")
    document = host(project, include("parts/a.xml"))
    ((_, found),) = check(plan([document.path]))
    assert [each.code for each in found if each.code == "V005"] == []
