"""Where the address of a schema leads: the project's table, its catalogs, installed packages."""

from pathlib import Path

import pytest

from teipipe.documents import parse
from teipipe.errors import ConfigurationError, UsageError
from teipipe.validate import catalogs, validate
from teipipe.validate.catalogs import resolved
from teipipe.validate.sources import named

ADDRESS = "https://example.org/schemas/tei.rng"


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    (root / "local").mkdir(parents=True)
    (root / "teipipe.toml").write_text('catalogs = ["catalog.xml"]\n')
    return root


def catalog(project: Path, entries: str, name: str = "catalog.xml", attributes: str = "") -> None:
    namespace = catalogs.NAMESPACE
    (project / name).write_text(f'<catalog xmlns="{namespace}"{attributes}>{entries}</catalog>')


def found(project: Path, address: str = ADDRESS) -> str | None:
    file = resolved(address, project)
    return file.relative_to(project).as_posix() if file else None


@pytest.mark.parametrize(
    "entries",
    [
        '<uri name="https://example.org/schemas/tei.rng" uri="local/tei.rng"/>',
        '<uri name="http://example.org/schemas/tei.rng" uri="local/tei.rng"/>',
        '<uri name="http://www.example.org/schemas/tei.rng" uri="local/tei.rng"/>',
        '<system systemId="https://example.org/schemas/tei.rng" uri="local/tei.rng"/>',
        '<rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="local/"/>',
        '<rewriteSystem rewritePrefix="local/" systemIdStartString="http://example.org/schemas/"/>',
        '<uriSuffix uriSuffix="/tei.rng" uri="local/tei.rng"/>',
        '<systemSuffix systemIdSuffix="/tei.rng" uri="local/tei.rng"/>',
        ('<group xml:base="local/"><uri name="https://example.org/schemas/tei.rng" uri="tei.rng"/>'
        "</group>"),
        ('<group prefer="public" xml:base="lo"><uri xml:base="local/" uri="tei.rng" '
        'name="https://example.org/schemas/tei.rng"/></group>'),
        ('<rewriteURI uriStartString="https://example.org/" rewritePrefix="wrong/"/>'
        '<rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="local/"/>'
        '<rewriteURI uriStartString="https://example.org/s" rewritePrefix="wrong/"/>'),
        ('<uriSuffix uriSuffix="rng" uri="wrong"/><uriSuffix uriSuffix="/tei.rng" '
        'uri="local/tei.rng"/>'),
        ('<rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="wrong/"/>'
        '<uri name="https://example.org/schemas/tei.rng" uri="local/tei.rng"/>'),
    ],
)  # fmt: skip
def test_an_entry_leads_to_its_file(project, entries):
    catalog(project, entries)
    assert found(project) == "local/tei.rng"
    assert found(project, "https://example.com/other") is None


def test_the_next_catalog_is_asked_after_the_own_entries(project):
    catalog(project, '<nextCatalog catalog="local/more.xml"/>')
    catalog(project, f'<uri name="{ADDRESS}" uri="tei.rng"/>', "local/more.xml")
    assert found(project) == "local/tei.rng"


def test_a_delegate_alone_is_asked_of_its_names(project):
    delegate = '<delegateURI uriStartString="https://example.org/" catalog="local/more.xml"/>'
    catalog(project, f'{delegate}<nextCatalog catalog="local/after.xml"/>')
    catalog(project, f'<uri name="{ADDRESS}" uri="after.rng"/>', "local/after.xml")
    catalog(project, "", "local/more.xml")
    assert found(project) is None
    (project / "local" / "more.xml").unlink()
    catalog(
        project, f'<uri name="{ADDRESS}" uri="tei.rng"/><uri name="x" uri="y"/>', "local/more.xml"
    )
    assert found(project) == "local/tei.rng"


def test_catalogs_that_name_each_other_end(project):
    catalog(project, '<nextCatalog catalog="local/more.xml"/>')
    catalog(project, '<nextCatalog catalog="../catalog.xml"/>', "local/more.xml")
    assert found(project) is None


def test_the_table_of_the_project_goes_before_catalogs(project):
    catalog(project, f'<uri name="{ADDRESS}" uri="local/other.rng"/>')
    table = f'\n[schema-files]\n"{ADDRESS}" = "local/tei.rng"\n"../old.rng" = "local/tei.rng"\n'
    (project / "teipipe.toml").write_text(f'catalogs = ["catalog.xml"]\n{table}')
    assert found(project) == "local/tei.rng"
    assert found(project, "../old.rng") == "local/tei.rng"


def test_catalogs_on_the_network_are_never_asked(project):
    catalog(project, '<nextCatalog catalog="https://example.org/catalog.xml"/>')
    assert found(project) is None


def test_packages_have_no_say_in_what_teipipe_ships(project, monkeypatch):
    catalog(project, '<rewriteURI uriStartString="urn:" rewritePrefix="local/"/>')
    monkeypatch.setattr(catalogs, "installed", lambda: (project / "catalog.xml",))
    for name in ("other:tei.rng", "teipipe:tei.rng"):
        (project / "local" / name).touch()
    assert resolved("urn:other:tei.rng", project / "local")
    assert resolved("urn:teipipe:tei.rng", project / "local") is None


@pytest.mark.parametrize("content", [None, "<catalog/>", "<catalog", "\x89PNG"])
def test_a_catalog_that_is_none_stops_the_command(project, content):
    if content is not None:
        (project / "catalog.xml").write_text(content)
    with pytest.raises(ConfigurationError) as caught:
        found(project)
    assert caught.value.findings[0].place.file == "catalog.xml"


def codes(project: Path, href: str) -> list[str]:
    text = f'<?xml-model href="{href}" schematypens="http://relaxng.org/ns/structure/1.0"?>\n<p/>'
    letter = parse(text.encode(), project / "letter.xml", project)
    return [each.code for each in validate(letter)]


def test_a_document_is_judged_by_the_file_that_its_schema_s_address_leads_to(project):
    catalog(
        project,
        '<rewriteURI uriStartString="https://example.org/schemas/" rewritePrefix="local/"/>',
    )
    assert codes(project, ADDRESS) == ["V003"]
    grammar = '<element name="q" xmlns="http://relaxng.org/ns/structure/1.0"><empty/></element>'
    (project / "local" / "tei.rng").write_text(grammar)
    assert codes(project, ADDRESS) == ["V011"]
    assert codes(project, "https://example.org/else.rng") == ["V007"]


def test_a_catalog_does_not_lead_out_of_the_project(project):
    (project.parent / "outside.rng").write_text("<never-read")
    catalog(project, f'<uri name="{ADDRESS}" uri="../outside.rng"/>')
    assert codes(project, ADDRESS) == ["V008"]


def test_an_installed_package_knows_the_tei_s_own_schemas(tmp_path):
    for start in (
        "http://www.tei-c.org/release",
        "https://www.tei-c.org/release",
        "https://vault.tei-c.org/P5/current",
        "http://www.tei-c.org/Vault/P5/current",
    ):
        file = resolved(f"{start}/xml/tei/custom/schema/relaxng/tei_bare.rng", tmp_path)
        assert file is not None
        assert file.is_file()
        assert catalogs.among_installed(file)


def test_a_certain_version_in_the_vault_is_not_the_one_that_is_installed(tmp_path):
    address = "https://vault.tei-c.org/P5/4.7.0/xml/tei/custom/schema/relaxng/tei_bare.rng"
    assert resolved(address, tmp_path) is None


def test_a_document_is_judged_by_an_installed_schema(tmp_path):
    address = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_bare.rng"
    assert "V007" not in codes(tmp_path, address)


def test_what_is_not_installed_is_not_known(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogs, "PACKAGES", {"no_such_package": "catalog.xml"})
    catalogs.installed.cache_clear()
    catalogs._looked_up_installed.cache_clear()
    try:
        address = "http://www.tei-c.org/release/xml/tei/custom/schema/relaxng/tei_bare.rng"
        assert codes(tmp_path, address) == ["V007"]
    finally:
        catalogs.installed.cache_clear()
        catalogs._looked_up_installed.cache_clear()


def test_a_long_chain_of_catalogs_is_refused(project):
    for at in range(catalogs.MOST + 5):
        name = "catalog.xml" if at == 0 else f"c{at}.xml"
        catalog(project, f'<nextCatalog catalog="c{at + 1}.xml"/>', name)
    with pytest.raises(ConfigurationError):
        found(project)


def test_an_installed_catalog_that_cannot_be_given_stops_the_command(project, monkeypatch):
    def breaks() -> str:
        raise RuntimeError("no")

    monkeypatch.setattr(catalogs, "plugins", lambda _: [("lab", lambda: breaks)])
    catalog(project, "")
    catalogs.installed.cache_clear()
    try:
        with pytest.raises(ConfigurationError) as caught:
            found(project, "https://example.com/unheard.rng")
        assert caught.value.findings[0].code == "V062"
    finally:
        catalogs.installed.cache_clear()


def test_a_user_names_a_schema_by_file_address_or_name(project):
    catalog(project, f'<uri name="{ADDRESS}" uri="local/tei.rng"/>')
    (project / "tei_all").write_text("a file goes first")
    here = project / "tei_all"
    assert named(str(here), project) == here
    assert named("nowhere/tei_all.rng", project) == Path("nowhere/tei_all.rng")
    installed = named("tei_bare", project)
    assert installed.name == "tei_bare.rng"
    for host in ("tei-c.org", "www.tei-c.org"):
        address = f"https://{host}/release/xml/tei/custom/schema/relaxng/tei_bare.rng"
        assert named(address, project) == installed
    assert named(ADDRESS, project) == project / "local" / "tei.rng"


def test_what_a_user_cannot_name_is_told(project):
    with pytest.raises(UsageError, match="Did you mean “tei_bare”"):
        named("tei_bear", project)
    catalog(project, "")
    with pytest.raises(ConfigurationError) as caught:
        named("https://example.com/tei.rng", project)
    assert caught.value.findings[0].code == "V007"
