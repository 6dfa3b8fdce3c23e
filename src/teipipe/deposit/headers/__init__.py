"""Headers: what each of them says, read into values (TEI Guidelines, chapter 2)."""

from teipipe.deposit.headers.header import Claim, Header, read, reader_of

__all__ = ["Claim", "Header", "read", "reader_of"]
