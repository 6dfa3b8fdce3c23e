"""Settings of an encoding: places, defaults, and expressions."""

from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from teipipe import resources
from teipipe.encode import declarations
from teipipe.encode import settings as encoding
from teipipe.encode.settings import read_settings
from teipipe.errors import ConfigurationError

TEXT = """\
language = "de"

[structure]
front = ["docTitle"]

[[structure.division]]
heading = "I+"

[[annotation]]
element = "q"
quote = "a"

[[annotation]]
entry = "b"
quote = "b"
attributes = { rend = "italic", n = "1" }
"""


def read(folder: Path, text: str) -> encoding.Settings:
    file = folder / "encoding.toml"
    file.write_text(text, "utf-8")
    return read_settings(file, folder)


def test_places_are_those_of_the_file(tmp_path: Path) -> None:
    settings = read(tmp_path, TEXT)
    assert settings.place("annotation", 1, "entry").line == 14
    assert settings.place("annotation", 0).line == 9
    assert settings.place("structure", "front", 0).line == 4
    assert settings.place("registers").line == 1
    assert settings.place("registers").file == "encoding.toml"


def test_tables_become_values(tmp_path: Path) -> None:
    settings = read(tmp_path, TEXT)
    assert settings.language == "de"
    assert settings.folder == tmp_path
    assert settings.structure.front == ("docTitle",)
    assert settings.structure.division[0].heading.match("II")
    assert settings.annotation[1].attributes == (("rend", "italic"), ("n", "1"))
    assert (settings.brackets, settings.quotations, settings.registers) == (None, None, None)


def test_all_persons_and_none_differ(tmp_path: Path) -> None:
    everyone = read(tmp_path, '[registers.persons]\nentries = "all"\n').registers
    nobody = read(tmp_path, "[registers.persons]\nentries = []\n").registers
    assert everyone == encoding.Registers(persons=encoding.Scope(None))
    assert nobody == encoding.Registers(persons=encoding.Scope(()))


def test_a_folder_above_speaks_where_the_document_is_silent(tmp_path: Path) -> None:
    above, folder = tmp_path / "tei", tmp_path / "tei" / "letters" / "one"
    folder.mkdir(parents=True)
    (above / "encoding.toml").write_text(
        'language = "de"\n[registers.persons]\nentries = ["ann"]\n'
        '[registers.places]\nentries = ["rome"]\nskip = ["head"]\n'
    )
    (above / "letters" / "encoding.toml").write_text('[registers.places]\nentries = "all"\n')
    own = folder / "encoding.toml"
    own.write_text('[registers.works]\nentries = ["ode"]\n')
    settings = read_settings(own, tmp_path)
    assert settings.language == "de"
    assert settings.registers == encoding.Registers(
        persons=encoding.Scope(("ann",)),
        places=encoding.Scope(None),
        works=encoding.Scope(("ode",)),
    )
    places = {kind: settings.place("registers", kind) for kind in ("persons", "places", "works")}
    assert {kind: (place.file, place.line) for kind, place in places.items()} == {
        "persons": ("tei/encoding.toml", 2),
        "places": ("tei/letters/encoding.toml", 1),
        "works": ("tei/letters/one/encoding.toml", 1),
    }
    assert settings.is_own("registers", "works") and not settings.is_own("registers", "persons")
    assert [each.parent for each in encoding.settings_files(own, tmp_path)] == [
        above, above / "letters", folder,
    ]  # fmt: skip


def test_a_wrong_expression_has_its_place(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        read(tmp_path, '[structure.lines]\ndateline = "ok"\nsigned = "(a"\n')
    (found,) = caught.value.findings
    assert (found.code, found.place.line) == ("E004", 3)


def definitions() -> dict[str, Any]:
    schema = resources.table("schemas/encoding.schema.json")
    return {"settings": schema, **schema["$defs"]}


CLASSES = {
    "settings": encoding.Settings,
    "brackets": encoding.Brackets,
    "annotation": encoding.Annotation,
    "quotations": encoding.Quotations,
    "foreign": encoding.Foreign,
    "detection": encoding.Detection,
    "quotation": encoding.QuotationKind,
    "title": declarations.Title,
    "dates": declarations.Dates,
    "correction": declarations.Correction,
    "registers": encoding.Registers,
    "scope": encoding.Scope,
    "structure": encoding.Structure,
}


@pytest.mark.parametrize("name", CLASSES)
def test_keys_and_defaults_are_those_of_the_schema(name: str) -> None:
    properties = definitions()[name]["properties"]
    known = {each.name: each.default for each in fields(CLASSES[name])}
    assert (
        set(properties) == set(known) - {"folder", "name", "where", "decisions"}
        or name == "structure"
    )
    for key, value in properties.items():
        if "default" in value:
            default = known[key]
            assert default is not MISSING
            assert (list(default) if isinstance(default, tuple) else default) == value["default"]


def test_every_key_is_described() -> None:
    for name, definition in definitions().items():
        described = definition.get("properties", {})
        for key, value in described.items():
            assert "description" in value or "$ref" in value, (name, key)
