"""The names of Schematron and XSLT."""

from __future__ import annotations

SCH = "http://purl.oclc.org/dsdl/schematron"
"""The namespace of ISO Schematron."""
XSL = "http://www.w3.org/1999/XSL/Transform"
"""The namespace of XSLT, whose declarations a schema may embed."""
XS = "http://www.w3.org/2001/XMLSchema"
"""The namespace of XML Schema's datatypes."""


def sch(name: str) -> str:
    """Give an element name of Schematron as lxml writes it."""
    return f"{{{SCH}}}{name}"
