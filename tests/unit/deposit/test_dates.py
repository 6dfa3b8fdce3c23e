"""Dates as EDTF: from attributes, from words only where they leave no doubt."""

import pytest
from lxml import etree

from teipipe.deposit.dates import Dated, of_element, of_text, span


@pytest.mark.parametrize(
    ("date", "edtf", "level_0"),
    [
        ('<date when="1921-03-17"/>', "1921-03-17", "1921-03-17"),
        ('<date when="1921-03-17T10:00:00Z"/>', "1921-03-17", "1921-03-17"),
        ('<date when="-0043-03-15"/>', "-0043-03-15", "-0043-03-15"),
        ('<date when="1921" cert="low"/>', "1921?", "1921"),
        ('<date from="1901" to="1905-02"/>', "1901/1905-02", "1901/1905-02"),
        ('<date from="1901"/>', "1901/..", "1901"),
        ('<date to="1901"/>', "../1901", "1901"),
        ('<date notBefore="0530" notAfter="0532"/>', "0530~/0532~", "0530/0532"),
        ('<date notBefore="1850"/>', "1850~/..", "1850"),
        ('<date notBefore="1850" notAfter="1850"/>', "1850", "1850"),
        ("<date>2024</date>", "2024", "2024"),
        ("<date>2020 ff.</date>", "2020", "2020"),
        ("<date>22 November 2026</date>", "2026", "2026"),
        ("<date>2023-06-30-05:00</date>", "2023-06-30", "2023-06-30"),
        ("<date>2025-10-24T08:36:23Z</date>", "2025-10-24", "2025-10-24"),
        ('<date calendar="#cal_julian">1253</date>', "1253", "1253"),
        ('<date calendar="Śaka" when="1253">1175</date>', "1253", "1253"),
        ('<date when="soon">1899</date>', "1899", "1899"),
        ('<date when="12345">1899</date>', "1899", "1899"),
        ('<date when="1850-02-30">in 1850</date>', "1850", "1850"),
        ('<date from="1850-03" to="1850"/>', "1850-03/1850", "1850-03/1850"),
        ('<date from="1850" to="1850"/>', "1850", "1850"),
        ("<date>ca. 1850</date>", "1850~", "1850"),
        ("<date>1850?</date>", "1850~", "1850"),
        ("<date>1850-03/..</date>", "1850-03/..", "1850-03"),
    ],
)
def test_a_date_has_its_form(date, edtf, level_0):
    found = of_element(etree.fromstring(date))
    assert found is not None
    assert (found.edtf, found.level_0) == (edtf, level_0)


@pytest.mark.parametrize(
    "text",
    [
        *("", "n.d.", "1701/2 or 1703", "between 1850 and 1860", "12345"),
        *("after 1850", "nicht vor 1850", "avant 1850", "1200 B.C.", "1200 v. Chr."),
    ],
)
def test_words_that_leave_a_doubt_give_no_date(text):
    assert of_text(text) is None


def test_the_words_of_a_date_in_another_calendar_are_no_year_of_ours():
    assert of_element(etree.fromstring('<date calendar="Śaka">1175</date>')) is None


@pytest.mark.parametrize(
    "date",
    [
        '<date when="12345"/>',
        '<date when="1921-13"/>',
        '<date when="1850-02-30"/>',
        '<date when="1921-3-7"/>',
        '<date from="1860" to="1850"/>',
        '<date notBefore="-0100" notAfter="-0200"/>',
    ],
)
def test_what_can_be_no_date_gives_none(date):
    assert of_element(etree.fromstring(date)) is None


def test_a_span_goes_from_the_first_to_the_last():
    dates = [Dated("1905-02"), Dated("1899", "1901"), Dated("1903", "1906", "~")]
    assert span(dates) == Dated("1899", "1906", "~")
    assert span(dates[:1]) == dates[0]
    assert span([]) is None


def test_years_before_our_era_are_in_their_order():
    assert span([Dated("-0043"), Dated("0014"), Dated("-0100")]) == Dated("-0100", "0014")
