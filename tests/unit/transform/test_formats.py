"""The shipped formats: what makes them, and that a project knows them by name."""

from teipipe.project import FORMATS
from teipipe.resources import is_shipped
from teipipe.transform.formats import SHIPPED


def test_a_project_knows_the_formats_in_the_order_of_building() -> None:
    assert tuple(SHIPPED) == FORMATS


def test_every_format_has_a_stylesheet_of_its_name() -> None:
    assert [each for each in SHIPPED if not is_shipped(f"xslt/{each}.xsl")] == []
