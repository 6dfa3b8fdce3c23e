from pathlib import Path

from tests.oracles import nu
from tests.oracles.samples import write_page


def test_a_good_page_and_each_damage_to_it(tmp_path: Path) -> None:
    good = write_page(tmp_path / "good.html")
    nested = write_page(
        tmp_path / "nested.html", "Some text.", "<span><div>Some text.</div></span>"
    )
    untitled = write_page(tmp_path / "untitled.html", "<title>A page</title>", "")
    messages = nu.check([good, nested, untitled])
    found = {Path(m.file).name: m.kind for m in messages}
    assert found == {"nested.html": "error", "untitled.html": "error"}
    assert {m.line for m in messages if m.file.endswith("nested.html")} == {4}
