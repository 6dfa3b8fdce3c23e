"""A listener on loopback, in a process of its own (Saxon holds Python's lock while it waits).

`python listener.py LOG` prints its port and appends the path of every request to LOG.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class _Recorder(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        with Path(sys.argv[1]).open("a") as log:
            log.write(f"{self.path}\n")
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<leak>over the wire</leak>" if "dtd" not in self.path else b"")

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), _Recorder)
    print(server.server_port, flush=True)
    server.serve_forever()
