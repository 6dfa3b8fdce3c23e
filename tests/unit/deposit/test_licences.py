"""Licences: every spelling that was met comes to one form, and what nobody knows to none."""

import pytest

from teipipe.deposit.licences import licence

SPELLINGS = [
    ("http://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
    ("https://www.creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("HTTPS://CreativeCommons.org/licenses/by/4.0/", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/deed.de", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/deed.en", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/deed.pt_BR", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/legalcode", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/legalcode.de", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/?ref=chooser-v1", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by/4.0/#http://example.org", "CC-BY-4.0"),
    (" https://creativecommons.org/licenses/by/4.0/\n", "CC-BY-4.0"),
    ("creativecommons.org/licenses/by/4.0", "CC-BY-4.0"),
    ("https://creativecommons.org/licences/by/4.0/", "CC-BY-4.0"),
    ("http://creativecommons.org/licenses/by-sa/4.0/", "CC-BY-SA-4.0"),
    ("https://creativecommons.org/licenses/by-sa/4.0/deed.de", "CC-BY-SA-4.0"),
    ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC-4.0"),
    ("https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-SA-4.0"),
    ("https://creativecommons.org/licenses/by-nc-nd/4.0/deed.fr", "CC-BY-NC-ND-4.0"),
    ("https://creativecommons.org/licenses/by-nd/4.0/", "CC-BY-ND-4.0"),
    ("http://creativecommons.org/licenses/by-nd-nc/1.0/", "CC-BY-NC-ND-1.0"),
    ("http://creativecommons.org/licenses/by/3.0/", "CC-BY-3.0"),
    ("http://creativecommons.org/licenses/by-nc-sa/3.0/us/", ""),
    ("http://creativecommons.org/licenses/by/3.0/de/", "CC-BY-3.0-DE"),
    ("http://creativecommons.org/licenses/by/3.0/de/legalcode", "CC-BY-3.0-DE"),
    ("https://creativecommons.org/licenses/by-sa/3.0/at/deed.de", "CC-BY-SA-3.0-AT"),
    ("https://creativecommons.org/licenses/by/3.0/us/", "CC-BY-3.0-US"),
    ("https://creativecommons.org/licenses/by/3.0/igo/", "CC-BY-3.0-IGO"),
    ("https://creativecommons.org/licenses/by/3.0/fr/", ""),
    ("http://creativecommons.org/licenses/by/2.0/uk/", ""),
    ("http://creativecommons.org/licenses/by-nc-sa/2.0/uk/", "CC-BY-NC-SA-2.0-UK"),
    ("http://creativecommons.org/licenses/by-sa/2.5/", "CC-BY-SA-2.5"),
    ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/deed.fr", "CC0-1.0"),
    ("https://creativecommons.org/publicdomain/zero/1.0/legalcode", "CC0-1.0"),
    ("https://creativecommons.org/publicdomain/mark/1.0/", "CC-PDM-1.0"),
    ("CC BY 4.0", "CC-BY-4.0"),
    ("CC-BY-4.0", "CC-BY-4.0"),
    ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
    ("CC-BY-NC-SA 3.0", "CC-BY-NC-SA-3.0"),
    ("cc_by_4.0", "CC-BY-4.0"),
    ("CC BY-SA 3.0 DE", "CC-BY-SA-3.0-DE"),
    ("CC0", "CC0-1.0"),
    ("CC0 1.0", "CC0-1.0"),
    ("CC Zero", "CC0-1.0"),
    ("Creative Commons Attribution 4.0 International", "CC-BY-4.0"),
    (
        "Distributed under a Creative Commons Attribution-ShareAlike 3.0 Unported License",
        "CC-BY-SA-3.0",
    ),
    ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 License", "CC-BY-NC-SA-4.0"),
    ("Namensnennung – Weitergabe unter gleichen Bedingungen 4.0 International", "CC-BY-SA-4.0"),
    ("Creative Commons Namensnennung 3.0 Deutschland", "CC-BY-3.0-DE"),
    ("https://opensource.org/licenses/MIT", "MIT"),
    ("MIT License", "MIT"),
    ("MIT", "MIT"),
    ("https://www.apache.org/licenses/LICENSE-2.0", "Apache-2.0"),
    ("Apache License, Version 2.0", "Apache-2.0"),
    ("https://www.gnu.org/licenses/gpl-3.0.html", "GPL-3.0-only"),
    ("GPL v3 or later", "GPL-3.0-or-later"),
    ("GNU General Public License version 3", "GPL-3.0-only"),
    ("https://www.gnu.org/licenses/agpl-3.0.html", "AGPL-3.0-only"),
    ("BSD-2-Clause", "BSD-2-Clause"),
    ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL-1.0"),
    ("Licence Ouverte 2.0", "etalab-2.0"),
    ("http://rightsstatements.org/vocab/InC/1.0/", ""),
    ("https://rightsstatements.org/page/NoC-NC/1.0/?language=en", ""),
    ("CC BY 4.0 DE", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by-sa/4.0/de/", "CC-BY-SA-4.0"),
]
UNKNOWN = [
    "",
    "All rights reserved.",
    "copyright 2023 by the editors",
    "Available on request",
    "https://example.org/terms",
    "permitted by the archive",
    "public domain",
    "commits 4.0 by hand",
]


def test_the_table_is_as_long_as_the_spellings_that_were_met():
    assert len({text for text, _ in SPELLINGS}) >= 48


@pytest.mark.parametrize(("text", "spdx"), SPELLINGS)
def test_a_spelling_comes_to_its_spdx_identifier(text, spdx):
    found = licence(text)
    assert found is not None
    assert found.spdx == spdx


@pytest.mark.parametrize("text", UNKNOWN)
def test_what_names_no_licence_gives_none(text):
    assert licence(text) is None


def test_a_port_that_spdx_does_not_know_keeps_its_address_and_gets_no_other():
    found = licence("http://creativecommons.org/licenses/by/3.0/fr/deed.fr")
    assert found is not None
    assert found.spdx == ""
    assert found.address == "https://creativecommons.org/licenses/by/3.0/fr/"
    assert found.name == "Creative Commons BY 3.0 FR"


@pytest.mark.parametrize("text", ["CC BY", "https://creativecommons.org/licenses/by/"])
def test_without_a_version_there_is_no_identifier_and_no_address(text):
    found = licence(text)
    assert found is not None
    assert (found.spdx, found.address) == ("", "")


def test_all_spellings_of_one_licence_are_equal():
    assert len({licence(text) for text, spdx in SPELLINGS if spdx == "CC-BY-4.0"}) == 1


def test_an_identifier_and_an_address_lead_to_their_own_licence():
    for text, _ in SPELLINGS:
        found = licence(text)
        assert found is not None
        assert not found.spdx or licence(found.spdx) == found
        assert not found.address or licence(found.address) == found
