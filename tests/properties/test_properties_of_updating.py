"""Whatever is edited, and in whatever order, an update equals a build from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.unit.build.corpora import BARE, files, settle
from tests.unit.build.test_updating import PERSONS, edition, write

from teipipe.build import plan
from teipipe.build.updating import groups, opened_for
from teipipe.build.workers.engines import local

NAMES = ("a", "b", "c")
SETTINGS = 'formats = ["bare"]\nregisters = ["tei/persons.xml"]\n'
Edit = Callable[[Path], None]


def _text(name: str, text: str) -> Edit:
    return lambda folder: write(folder, name, text)


def _gone(name: str) -> Edit:
    return lambda folder: shutil.rmtree(folder / "tei" / name, ignore_errors=True)


def _file(name: str, text: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)

    return edit


TEXTS = (
    "One.", "Two.", '<persName ref="persons.xml#ann">x</persName>',
    '<persName ref="persons.xml#cid">x</persName>', '<ref target="../b/b.xml#x">y</ref>',
    '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="../part.xml"/>',
)  # fmt: skip
PART = '<p xmlns="http://www.tei-c.org/ns/1.0">{}</p>'
SEEING = BARE.replace("<xsl:output", '<xsl:param name="registers"/><xsl:output').replace(
    "</xsl:stylesheet>",
    '<xsl:template match="persName"><xsl:value-of select="$registers//persName"/>'
    "</xsl:template></xsl:stylesheet>",
)
EDITS = st.one_of(
    st.builds(_text, st.sampled_from(NAMES), st.sampled_from(TEXTS)),
    st.builds(_gone, st.sampled_from(NAMES)),
    st.builds(_file, st.just("xslt/bare.xsl"), st.sampled_from((BARE, BARE + "<!-- -->", SEEING))),
    st.builds(
        _file,
        st.just("tei/persons.xml"),
        st.sampled_from((PERSONS, PERSONS.replace("Ann", "Anne"), PERSONS.replace("ben", "cid"))),
    ),
    st.builds(_file, st.just("tei/part.xml"), st.sampled_from((PART.format(1), PART.format(2)))),
    st.builds(
        _file,
        st.just("teipipe.toml"),
        st.sampled_from((SETTINGS, SETTINGS + '[parameters]\nlanguage = "de"\n')),
    ),
    st.builds(_file, st.just("outputs/keep/a.bare.txt"), st.just("mine")),
)


def _built(folder: Path, out: str) -> dict[str, bytes]:
    settle()
    for group in groups(plan([], start=folder, out=folder / out)):
        with opened_for(group, lambda: None) as update:
            update.assess(False)
            list(update.build(local(1)))
            list(update.clear())
            update.publish()
    made = files(folder / out)
    return {name: content for name, content in made.items() if not name.startswith("keep/")}


@settings(max_examples=6, phases=(Phase.explicit, Phase.generate))
@given(st.lists(st.lists(EDITS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_an_update_equals_a_clean_build(steps: list[list[Edit]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = edition(Path(place) / "p", a="One.", b="Two.", always="Three.")
        _built(folder, "outputs")
        for number, edits in enumerate(steps):
            for edit in edits:
                edit(folder)
            assert _built(folder, "outputs") == _built(folder, f"clean-{number}")
