"""Documents of every kind that a page may be made of, and such as nobody would wish for."""

from collections.abc import Mapping

SENTENCE = "The grey river ran past the mill and the old bridge where nobody lived any more. "


def tei(text: str, *, title: str = "A Document", around: str = "", header: str = "") -> str:
    """Give a TEI document with a plain header."""
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>{title}</title></titleStmt><publicationStmt><p>Here.</p></publicationStmt><sourceDesc>
<p>Made up.</p></sourceDesc></fileDesc>{header}</teiHeader>{around}<text>{text}</text></TEI>"""


def body(content: str, **more: str) -> str:
    return tei(f"<body>{content}</body>", **more)


PERSONS = "".join(
    f'<person xml:id="p{n}"><persName>Person {n}</persName></person>' for n in range(300)
)
ARABIC = "كان الرجل في المدينة القديمة يكتب رسائل طويلة إلى أصدقائه البعيدين "
CHAPTER = f"<p>{SENTENCE * 12}</p>" * 40

BAD: Mapping[str, str] = {
    "five-thousand-notes": body(
        "<div><head>All</head>"
        + "".join(f"<p>{SENTENCE}<note>Note {n}.</note></p>" for n in range(5000))
        + "</div>"
    ),
    "heading-of-2000-characters": body(
        f"<div><head>{SENTENCE * 25}</head><p>a</p></div>"
        f"<div><head>{'x' * 2000}</head><p>b</p></div>"
    ),
    "no-heading": body(f"<p>{SENTENCE * 5}</p>"),
    "no-title": body(f"<div><head>One</head><p>{SENTENCE}</p></div>", title=""),
    "table-of-60-columns": body(
        "<table>" + f"<row>{'<cell>word</cell>' * 60}</row>" * 5 + "</table>"
    ),
    "image-that-is-not-there": body(
        '<figure><graphic url="nowhere.png"/><figDesc>A bridge over a river.</figDesc></figure>'
        f"<p>{SENTENCE}</p>"
    ),
    "300-persons-in-a-paragraph": body(
        "<p>"
        + " ".join(f'<persName ref="#p{n}">Person {n}</persName>' for n in range(300))
        + "</p>",
        around=f"<standOff><listPerson>{PERSONS}</listPerson></standOff>",
    ),
    "right-to-left": body(
        f'<div xml:lang="ar"><head>فصل</head><p>{ARABIC * 6} <q xml:lang="en">{SENTENCE}</q> '
        f'{ARABIC}<note>{ARABIC} <foreign xml:lang="la">sic transit</foreign></note></p></div>'
    ).replace('xml:lang="en"', 'xml:lang="ar"', 1),
    "line-of-300000-characters": body(f"<p>{SENTENCE * 3700}</p><p>{'longword' * 400}</p>"),
}

ENTRIES = "".join(
    f'<person xml:id="e{n}"><persName>Name {n}</persName><birth when="1850"/>'
    f"<note>{SENTENCE}</note></person>"
    for n in range(900)
)
LONG: Mapping[str, str] = {
    "register": tei("", around=f"<standOff><listPerson>{ENTRIES}</listPerson></standOff>").replace(
        "<text></text>", ""
    ),
    "persons-of-the-header": body(
        f"<div><head>One</head><p>{SENTENCE}</p></div><div><head>Two</head><p>{SENTENCE}</p></div>",
        header="<profileDesc><particDesc><listPerson>"
        + ENTRIES
        + "</listPerson></particDesc></profileDesc>",
    ),
    "index": body(
        "<div><head>All</head>"
        + "".join(f'<p>To <persName ref="#e{n}">Name {n}</persName>.</p>' for n in range(900))
        + f"</div><div><head>None</head><p>{SENTENCE}</p></div>",
        around=f"<standOff><listPerson>{ENTRIES}</listPerson></standOff>",
    ),
    "table": body(
        "<div><head>All</head><table><row role='label'><cell>What</cell><cell>When</cell></row>"
        + "".join(f"<row><cell>{SENTENCE}</cell><cell>{n}</cell></row>" for n in range(1500))
        + "</table></div>"
    ),
    "list": body("<list rend='numbered'>" + f"<item>{SENTENCE}</item>" * 2000 + "</list>"),
    "terms": body("<list>" + f"<label>River</label><item>{SENTENCE * 2}</item>" * 1300 + "</list>"),
    "verse": body("<lg>" + f"<l>{SENTENCE}</l>" * 2000 + "</lg>"),
    "letters": body(
        "".join(f"<div><head>Letter {n}</head><p>{SENTENCE}</p></div>" for n in range(3000))
    ),
}
"""Long things that are no chapters."""

GOOD: Mapping[str, str] = {
    "two-readings": body(
        "<div><head>Views</head><p>He saw <choice><sic>teh</sic><corr>the</corr></choice> "
        "<choice><abbr>Dr</abbr><expan>Doctor</expan></choice><pb n='2'/> and his "
        "<app><lem wit='#A'>dog</lem><rdg wit='#B'>cat</rdg></app><note type='editorial'>By the "
        "editor.</note>, far <lb/>away<note type='author'>By the author.</note>.</p></div>"
    ),
    "long": body(
        "".join(
            f"<div><head>Chapter {n}</head><p>{SENTENCE}<note>Note {n}.</note></p>{CHAPTER}</div>"
            for n in range(1, 6)
        )
    ),
}
