"""`teipipe explain`: what a finding means, with an example, wrong and right."""

from __future__ import annotations

import click

from teipipe.errors import UsageError


@click.command()
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def command(codes: tuple[str, ...]) -> None:
    """Say what a finding means and what to do, with an example taken from its test.

    CODE is what reports show, such as V012; without CODE, all findings are listed.

    \b
    Examples:
      teipipe explain V012
      teipipe explain
    """
    from teipipe.findings import catalogue
    from teipipe.reports.explaining import as_text, explanation

    if not codes:
        for code, entry in catalogue().items():
            print(f"{code}  {entry['severity']:<7}  {entry['title']}")
    for number, code in enumerate(codes):
        if code.upper() not in catalogue():
            raise UsageError(f"There is no finding “{code}”. “teipipe explain” lists them all.")
        print("\n" * bool(number) + as_text(explanation(code.upper())), end="")
