"""A project's style sheet stands after ours, and takes nothing in."""

from __future__ import annotations

from pathlib import Path

import pytest

from teipipe.errors import ConfigurationError
from teipipe.transform.css import style_sheet

PAGE = "xslt/assets/page.css"


def sheet(root: Path, css: bytes) -> str:
    (root / "xslt").mkdir()
    (root / "xslt/html.css").write_bytes(css)
    return style_sheet("html", [PAGE], root)


def test_without_one_ours_stands_alone(tmp_path: Path) -> None:
    assert style_sheet("html", [PAGE], tmp_path) == style_sheet("html", [PAGE], None)


@pytest.mark.parametrize(
    "css",
    [
        "p { color: red }",
        "\ufeffp { content: '\\201C' }",
        "p { background: URL( 'data:image/png;base64,AAAA' ) }",
        "p { fill: url(#shade) } /* url(https://example.org/a.png)\n@import 'b.css' */",
    ],
)
def test_what_stands_in_it_follows_ours(css: str, tmp_path: Path) -> None:
    made = sheet(tmp_path, css.encode())
    assert made.endswith(css.removeprefix("\ufeff"))
    assert made.startswith(style_sheet("html", [PAGE], None))


@pytest.mark.parametrize(
    ("css", "line", "column"),
    [
        ("@import 'b.css';", 1, 1),
        ("p { }\n  @IMPORT url(b.css);", 2, 3),
        ("/* a\n b */ p { background: url(a.png) }", 2, 23),
        ('p { background: url( "//example.org/a.png" ) }', 1, 17),
        ("</style><script>", 1, 1),
    ],
)
def test_what_takes_something_in_is_told_with_its_place(
    css: str, line: int, column: int, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        sheet(tmp_path, css.encode())
    (found,) = caught.value.findings
    place = found.place
    assert (found.code, place.file, place.line, place.column) == (
        "T009", "xslt/html.css", line, column,
    )  # fmt: skip


def test_one_that_cannot_be_read_or_stands_elsewhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        sheet(tmp_path, b"p { content: '\xff' }")
    assert caught.value.findings[0].code == "P003"
    outside = tmp_path / "outside.css"
    outside.write_text("p { }")
    inside = tmp_path / "project/xslt"
    inside.mkdir(parents=True)
    (inside / "html.css").symlink_to(outside)
    with pytest.raises(ConfigurationError) as caught:
        style_sheet("html", [PAGE], tmp_path / "project")
    assert caught.value.findings[0].code == "P006"
