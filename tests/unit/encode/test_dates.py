"""Dates: what the expressions are guarded by, and time."""

from calendar import monthrange

import pytest

from teipipe import resources
from teipipe.encode.dates import grammars, roman
from teipipe.encode.dates.calendars import calendar
from teipipe.encode.dates.dating import attributes

LANGUAGES = sorted(each.stem for each in resources.path("schemas/calendars").glob("*.json"))


def found(text: str, language: str = "en", years: bool = False) -> list[str]:
    made = calendar.__wrapped__(language, years).find(text, 0, len(text))
    return [text[each.start : each.end] for each in made if attributes(each, 0, (1, 2999))]


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        ("BEFORE", "a1st of March"),
        ("BEFORE", "1.8 March"),
        ("_AFTER", "in 8 March 1921.5"),
        ("_YEARLESS", "8 March 19215"),
        ("_YEARLESS", "10 February, 17012"),
    ],
)
def test_a_guard_that_is_taken_away_is_missed(
    guard: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(text) == []
    monkeypatch.setattr(grammars, guard, "")
    assert found(text)


def test_a_month_that_is_a_word_needs_a_mark_or_a_year() -> None:
    assert found("March 8, May 8, March 8th, May 8, 1921") == ["March 8th", "May 8, 1921"]
    assert found("April 8") == ["April 8"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("years", [False, True])
def test_a_month_by_itself_is_never_a_date(language: str, years: bool) -> None:
    text = ", ".join(calendar(language, years).months)
    assert found(text, language, years) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_in_every_form(language: str) -> None:
    mark = "." if language == "de" else ""
    for form, month in calendar(language, False).months.items():
        (each,) = calendar(language, False).find(f"3{mark} {form} 1848", 0, 99)
        assert attributes(each, 0, ()) == (("when", f"1848-{month:02d}-03"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 October 1582", "1582-10-15"),
        ("29 February 1600", "1600-03-10"),
        ("29 February 1700", "1700-03-11"),
        ("3 September 1752", "1752-09-14"),
        ("25 October 1917", "1917-11-07"),
    ],
)
def test_julian_days_are_those_of_the_reforms(text: str, day: str) -> None:
    (each,) = calendar("en", False).find(text, 0, len(text))
    assert attributes(each, 0, (), "julian") == (("when", day), ("calendar", "#julian"))


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("iij", 3), ("XIX", 19), ("MDXXII", 1522), ("MCCCCLVI", 1456), ("mcm", 1900)],
)
def test_numerals(numeral: str, value: int) -> None:
    assert roman.number(numeral) == value


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("is_leap", [False, True])
def test_every_day_of_a_month_is_counted_in_one_way(month: int, is_leap: bool) -> None:
    following = month % 12 + 1
    counts = range(2, 20)
    days = [
        *(
            roman.day_of(month, fixed, count, is_leap)
            for fixed in ("nones", "ides")
            for count in counts
        ),
        *(roman.day_of(following, "kalends", count, is_leap) for count in counts),
        *(roman.day_of(month, fixed, 0, is_leap) for fixed in ("kalends", "nones", "ides")),
    ]
    known = sorted(day for _, day in days if day)
    length = monthrange(2000 if is_leap else 2001, month)[1]
    uncertain = {25} if is_leap and month == 2 else set()
    assert set(known) == {*range(1, length + 1)} - uncertain
    assert len(set(known)) == len(known)
