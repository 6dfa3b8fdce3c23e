"""The smallest page and the smallest book in which no checker finds fault; tests damage them."""

import zipfile
from pathlib import Path

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1><p>Some text.</p></main></body>
</html>
"""

BOOK = {
    "META-INF/container.xml": """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
""",
    "EPUB/package.opf": """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:00000000-0000-5000-8000-000000000000</dc:identifier>
<dc:title>A book</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2000-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">A text without images.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>
""",
    "EPUB/nav.xhtml": """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="en" xml:lang="en">
<head><title>Contents</title></head>
<body><nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">Contents</h1>
<ol><li><a href="text.xhtml">A book</a></li></ol></nav></body>
</html>
""",
    "EPUB/text.xhtml": """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang="en">
<head><title>A book</title></head>
<body><h1>A book</h1><p>Some text.</p></body>
</html>
""",
}


def write_page(path: Path, old: str = "", new: str = "") -> Path:
    """Write the page to a file, one piece of it replaced."""
    path.write_text(damaged(PAGE, old, new), encoding="utf-8")
    return path


def write_book(path: Path, part: str = "", old: str = "", new: str = "") -> Path:
    """Write the book to a file, one piece of one part replaced."""
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        for name, content in BOOK.items():
            book.writestr(name, damaged(content, old, new) if name == part else content)
    return path


def damaged(content: str, old: str, new: str) -> str:
    """The content with a piece replaced, which must be there."""
    assert old in content, f"nothing to damage: {old}"
    return content.replace(old, new) if old else content
