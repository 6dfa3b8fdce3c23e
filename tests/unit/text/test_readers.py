"""Readers: what a person finds in a finished output."""

import pytest

from teipipe.text.readers import Output, read_html, read_text, read_xhtml

PAGE = """<!DOCTYPE html><html><head><title>No</title><style>no</style></head><body>
<nav class="toc generated">no</nav><h1>Head</h1><p>a<b>b</b>c<sup class="x generated">1</sup> d</p>
<!-- no --><script>no</script><p title="no" hidden>no</p><p>e<br>f</p>
<section class="notes"><h2 class="generated">Notes</h2><ol><li>n<a class="generated">back</a></li>
<li><p>m</p></li></ol></section><p>end</p></body></html>"""


def words(output: Output) -> tuple[list[str], list[str]]:
    return output.main.split(), output.notes.split()


def test_a_page_is_its_text_without_what_is_generated_or_unseen() -> None:
    expected = (["Head", "abc", "d", "e", "f", "end"], ["n", "m"])
    assert words(read_html(PAGE)) == expected


def test_pages_of_a_book_are_read_in_order() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{}</p>{}</body></html>'
    notes = '<section class="notes"><ol><li>n</li></ol></section>'
    read = read_xhtml([page.format("a", ""), page.format("b", notes).encode()])
    assert words(read) == (["a", "b"], ["n"])


def test_the_tail_of_what_is_skipped_is_kept() -> None:
    assert words(read_html("<p>a<i class=generated>x<b>y</b></i>b<!--c-->c</p>"))[0] == ["abc"]


def test_marked_text_gives_both_streams() -> None:
    text = "\ufdd0T\ufdd1\na\ufdd0[1]\ufdd1 b\n\n\ufdd0[1] \ufdd1\ufdd2n\ufdd0[2]\ufdd1o\ufdd3\n"
    assert words(read_text(text)) == (["a", "b"], ["no"])


@pytest.mark.parametrize("name", ["p", "li", "td", "h6", "blockquote", "section"])
def test_blocks_separate_words(name: str) -> None:
    assert words(read_html(f"<div>a<{name}>b</{name}>c</div>"))[0] == ["a", "b", "c"]


def test_inlines_do_not_separate_words() -> None:
    assert words(read_html("<p>a<span>b</span><em>c</em>d</p>"))[0] == ["abcd"]
