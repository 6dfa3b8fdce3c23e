"""The XSLT engine: compile once, lock, run, hand back text and messages.

This module alone imports saxonche. An engine is locked before its first run: no
extension functions, no result documents, no protocol at all, so neither a document
nor a stylesheet can read a file, the network or the environment.
"""

from __future__ import annotations

import os
import re
import resource
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lxml import etree

from teipipe import resources
from teipipe.errors import ConfigurationError, EngineError
from teipipe.findings import Finding, Place, finding

_FEATURE = "http://saxon.sf.net/feature/"
_PARSER = _FEATURE + "parserProperty?uri=jdk.xml."
_LIMITS = {
    "maxElementDepth": "0",
    "maxGeneralEntitySizeLimit": "0",
    "totalEntitySizeLimit": "0",
    "entityExpansionLimit": "2500",
    "elementAttributeLimit": "10000",
    "maxXMLNameLimit": "0",
}
"""What the engine's parser bears. It takes each `&lt;` of a text for an entity and adds up their
sizes; what comes to it has no DOCTYPE, so nobody defines an entity whose size could matter."""
_ADDRESS_SPACE = 34 << 30
_ERROR = re.compile(r"^(?:Static |Type |Syntax )?[Ee]rror\b", re.M)
_PLACE = re.compile(
    r"(?:in \{(?P<expression>[^\n]*?)\} [^\n]*?)?"
    r"on line (?P<line>\d+) (?:column (?P<column>\d+) )?of (?P<module>\S+?):?(?=\s|$)"
)
_STACK = re.compile(r"\n\s*(?:In template rule|invoked by|at template|In (?:named )?template)\b")
"""Where the engine begins to tell by what ways it came to the place."""

_made: list[Engine] = []


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A document parsed by one engine, for that engine only."""

    value: Any


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A parameter as a value of one engine, made once for many runs of that engine."""

    value: Any


Parameter = str | bool | int | Sequence[str] | Mapping[str, str] | Sequence[Node] | Held
"""A string, a number, a truth value, strings, a map of strings, or documents; or one of these held
by the engine."""


@dataclass(frozen=True, slots=True)
class Message:
    """An `xsl:message`: the attributes of its element, or its text alone."""

    attributes: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a stylesheet made: a string, and its messages in order."""

    text: str
    messages: tuple[Message, ...]


class Engine:
    """Compiled stylesheets over one locked processor; one engine serves one thread."""

    def __init__(self, stylesheets: Mapping[str, Path]) -> None:
        """Compile the stylesheets by name; one that has several names is compiled once.

        Raises `ConfigurationError` for a stylesheet with errors, each with its place.
        """
        _check_address_space()
        from saxonche import PySaxonProcessor

        self._processor = PySaxonProcessor(license=False)
        self._processor.set_catalog_files([str(resources.path("xslt/catalog.xml"))])
        self._set("allow-external-functions", "false")
        for name, value in _LIMITS.items():
            self._processor.set_configuration_property(_PARSER + name, value)
        self._set("allowedProtocols", "file,urn")
        self._held: list[Any] = []
        self._names = {
            name: f"{path.parent.name}/{path.name}" for name, path in stylesheets.items()
        }
        compiled = {
            path: self._compile(f"{path.parent.name}/{path.name}", stylesheet_file=str(path))
            for path in dict.fromkeys(stylesheets.values())
        }
        self._sheets = {name: compiled[path] for name, path in stylesheets.items()}
        self._set("allowedProtocols", "")
        _made.append(self)

    def add(self, name: str, stylesheet: str) -> None:
        """Compile one more stylesheet, from a string.

        It is compiled under the lock: it imports nothing and reads nothing, not even a static
        variable. Raises `ConfigurationError` as the constructor does; places are in the string.
        """
        self._names[name] = name
        self._sheets[name] = self._compile(name, stylesheet_text=stylesheet)

    def knows(self, name: str) -> bool:
        """Whether a stylesheet of this name was compiled."""
        return name in self._sheets

    def parse(self, xml: str, base: str = "") -> Node:
        """Parse a string of XML without DOCTYPE; `base` becomes its base URI."""
        builder = self._processor.new_document_builder()
        if base:
            builder.set_base_uri(base)
        with _standard_error() as trouble:
            try:
                return Node(builder.parse_xml(xml_text=xml))
            except Exception as error:
                raise EngineError(_plain(error, trouble())) from None

    def hold(self, parameter: Parameter) -> Held:
        """Make a parameter a value of the engine: a large map takes longer than a document."""
        return Held(self._value(parameter))

    def run(
        self,
        name: str,
        document: Node,
        parameters: Mapping[str, Parameter],
        output: Mapping[str, str] = MappingProxyType({}),
    ) -> Result:
        """Run a stylesheet on a document; `output` goes before what its own `xsl:output` says.

        Raises `ConfigurationError` when the stylesheet itself stops with an error.
        """
        sheet = self._sheets[name]
        sheet.clear_parameters()
        sheet.clear_properties()
        sheet.clear_xsl_messages()
        held = [document.value]
        for key, parameter in parameters.items():
            value = self._value(parameter)
            held.append(value)
            sheet.set_parameter(key, value)
        for key, told in output.items():
            sheet.set_property(f"!{key}", told)
        with _standard_error() as trouble:
            try:
                text = sheet.transform_to_string(xdm_node=document.value)
            except Exception as error:
                raise _broken(self._names[name], _plain(error, trouble())) from None
            finally:
                self._held = held
        return Result(text or "", _messages(sheet.get_xsl_messages()))

    def _set(self, feature: str, value: str) -> None:
        self._processor.set_configuration_property(_FEATURE + feature, value)

    def _compile(self, name: str, **source: str) -> Any:
        compiler = self._processor.new_xslt30_processor()
        with _standard_error() as trouble:
            try:
                sheet = compiler.compile_stylesheet(**source)
            except Exception as error:
                raise _broken(name, _plain(error, trouble())) from None
        sheet.set_save_xsl_message(True)
        return sheet

    def _value(self, parameter: Parameter) -> Any:
        make = self._processor
        if isinstance(parameter, Held):
            return parameter.value
        if isinstance(parameter, bool):
            return make.make_boolean_value(parameter)
        if isinstance(parameter, int):
            return make.make_integer_value(parameter)
        if isinstance(parameter, str):
            return make.make_string_value(parameter)
        if isinstance(parameter, Mapping):
            return make.make_map2({k: make.make_string_value(v) for k, v in parameter.items()})
        sequence = make.empty_sequence()
        for each in parameter:
            item = each.value if isinstance(each, Node) else make.make_string_value(each)
            sequence.add_xdm_item(item)
        return sequence


@cache
def shared() -> Engine:
    """Give the process's engine for stylesheets that come as strings (`Engine.add`).

    It is the first that was made, for a processor is slow to start; else a new one.
    """
    return _made[0] if _made else Engine({})


def _check_address_space() -> None:
    """Refuse an address-space limit under which the engine would abort the whole process."""
    soft, _ = resource.getrlimit(resource.RLIMIT_AS)
    if soft != resource.RLIM_INFINITY and soft < _ADDRESS_SPACE:
        raise EngineError(
            f"The limit on address space (ulimit -v) is {soft >> 20} MB; the XSLT engine reserves "
            f"{_ADDRESS_SPACE >> 30} GB of it, without using it. Lift the limit, or limit the "
            "resident memory instead."
        )


@contextmanager
def _standard_error() -> Iterator[Any]:
    """Catch what the engine writes to file descriptor 2, the only place for some details."""
    with os.fdopen(os.memfd_create("standard-error"), "w+b") as file:
        saved = os.dup(2)
        os.dup2(file.fileno(), 2)

        def read() -> str:
            file.seek(0)
            return file.read().decode("utf-8", "replace")

        try:
            yield read
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _plain(error: Exception, trouble: str) -> str:
    """Give the engine's own account of an error: the details, else the exception's message."""
    return (trouble.strip() or str(error).strip() or type(error).__name__)[:4000]


def _broken(name: str, account: str) -> ConfigurationError:
    """Make the error of a stylesheet, with a finding for each error of the engine's account."""
    starts = [each.start() for each in _ERROR.finditer(account)] or [0]
    told = [account[here:there] for here, there in pairwise([*starts, len(account)])]
    found = [_finding(name, each) for each in told]
    return ConfigurationError(*found)


def _finding(name: str, account: str) -> Finding:
    located = _PLACE.search(account)
    told = _STACK.split(account[located.end() :] if located else account)[0]
    reason = " ".join(told.split()).lstrip(": ")
    if located and located["expression"]:
        reason = f"{reason} ({located['expression']})"
    arguments = {"reason": reason, "document": ""}
    if located is None:
        return finding("T005", Place(name), **arguments)
    column = int(located["column"]) if located["column"] else None
    ours = located["module"] == Path(name).name or located["module"].startswith("file:")
    module = name if ours else located["module"]
    return finding("T005", Place(module, int(located["line"]), column), **arguments)


def _messages(value: Any) -> tuple[Message, ...]:
    if value is None:
        return ()
    return tuple(_message(str(value.item_at(number))) for number in range(value.size))


def _message(text: str) -> Message:
    try:
        element = etree.fromstring(text)
    except etree.XMLSyntaxError:
        return Message({}, text)
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    return Message(attributes, "".join(map(str, element.itertext())))
