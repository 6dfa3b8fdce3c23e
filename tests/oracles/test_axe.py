from pathlib import Path

import pytest
from tests.oracles import axe
from tests.oracles.samples import write_page


def test_a_good_page_and_each_damage_to_it(tmp_path: Path) -> None:
    good = write_page(tmp_path / "good.html")
    lost = write_page(tmp_path / "lost-language.html", ' lang="en"', "")
    faint = write_page(tmp_path / "faint.html", "<p>", '<p style="color: #ddd">')
    found = {(Path(v.file).name, v.mode, v.rule) for v in axe.check([good, lost, faint])}
    assert found == {
        (name, mode, rule)
        for name, rule in (
            ("lost-language.html", "html-has-lang"),
            ("faint.html", "color-contrast"),
        )
        for mode in ("light", "dark", "narrow", "print")
    }


@pytest.mark.parametrize(
    ("mode", "media"),
    [("dark", "(prefers-color-scheme: dark)"), ("narrow", "(max-width: 320px)")],
)
def test_a_fault_of_one_mode_is_found_in_that_mode(tmp_path: Path, mode: str, media: str) -> None:
    style = f"<style>@media {media} {{ p {{ color: #777; background: #888 }} }}</style></head>"
    page = write_page(tmp_path / "page.html", "</head>", style)
    assert {(v.mode, v.rule) for v in axe.check([page])} == {(mode, "color-contrast")}


def test_the_scripts_of_the_page_do_not_run(tmp_path: Path) -> None:
    script = "<script>document.documentElement.lang = ''</script></body>"
    page = write_page(tmp_path / "page.html", "</body>", script)
    assert axe.check([page]) == ()
