"""What an image is, by its bytes."""

import struct
import zlib

import pytest

from teipipe.images import is_named, known

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
    + struct.pack(">IIBBBBB", 2, 3, 8, 2, 0, 0, 0)
    + b"\0\0\0\0\0\0\0\0IEND\xaeB`\x82"
)
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x08\x08\0\x05\0\x04\x03\xff\xd9"
GIF = b"GIF89a" + struct.pack("<HH", 6, 7) + b"\0\0\0;"
WEBP = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x07\0\0\x08\0\0\0\0\0\0\0\0\0\0"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="10px"><rect id="a"/>%s</svg>'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, ("png", "image/png", 2, 3)),
        (JPEG, ("jpg", "image/jpeg", 4, 5)),
        (GIF, ("gif", "image/gif", 6, 7)),
        (WEBP, ("webp", "image/webp", 8, 9)),
        (SVG % b'<use href="#a"/>', ("svg", "image/svg+xml", 9, 10)),
    ],
    ids=["png", "jpeg", "gif", "webp", "svg"],
)
def test_an_image_says_its_type_and_size(content: bytes, expected: tuple[str, str, int, int]):
    image = known(content)
    assert image is not None
    assert (image.suffix, image.media_type, image.width, image.height) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"II*\0a tiff",
        PNG[:-12],
        JPEG[:-2],
        b"\xff\xd8\xff\xd9",
        WEBP[:-8],
        b"<html><body/></html>",
        b"<svg>",
        zlib.compress(SVG),
        SVG % b"<script>1</script>",
        SVG % b'<rect onclick="x"/>',
        SVG % b'<image href="http://a.org/b.png"/>',
        SVG % b'<image href="b.png"/>',
        SVG % b'<rect fill="url(http://a.org/#b)"/>',
        SVG % b"<style>@import 'a.css';</style>",
        SVG % b"<foreignObject/>",
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]>' + SVG % b"<text>&a;</text>",
    ],
)
def test_what_no_book_can_hold_is_no_image(content: bytes):
    assert known(content) is None


def test_a_drawing_loses_its_doctype_and_comments():
    image = known(b"<!DOCTYPE svg><!-- a --><?b c?>" + SVG % b"<!-- d -->")
    assert image is not None
    assert image.content == SVG % b""


def test_a_name_may_lie():
    image = known(JPEG)
    assert image is not None
    assert [is_named(each, image) for each in ("a.JPG", "a.jpeg", "a.png", "a")] == [
        True,
        True,
        False,
        False,
    ]
