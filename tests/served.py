"""Serve a built site as GitHub Pages does: below a path, gzipped, with its 404 page."""

import functools
import gzip
import mimetypes
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg")
# The tests of a process ask for the same files again and again.
packed = functools.lru_cache(256)(functools.partial(gzip.compress, compresslevel=6, mtime=0))


class Server(ThreadingHTTPServer):
    daemon_threads = True
    # The default, 5, is fewer than a browser opens at once: what is refused comes a second later.
    request_queue_size = 64

    def handle_error(self, request, client_address):
        # A browser that has left takes no answer.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def do_GET(self):
        server = self.server
        path = unquote(urlsplit(self.path).path)
        below = path.removeprefix(server.prefix) if path.startswith(server.prefix) else None
        file = (server.site / below).resolve() if below is not None else None
        if file and not file.is_relative_to(server.site):
            file = None
        if file and file.is_dir():
            if below and not below.endswith("/"):
                return self.answer(301, b"", "text/html", location=path + "/")
            file = file / "index.html"
        if file and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            return self.answer(200, file.read_bytes(), kind)
        return self.answer(404, (server.site / "404.html").read_bytes(), "text/html")

    def answer(self, status, body, kind, location=None):
        self.send_response(status)
        if kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = packed(body)
            self.send_header("Content-Encoding", "gzip")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", f"max-age={self.server.max_age}")
        self.end_headers()
        # First the note: whoever has the body may read it.
        self.server.sent.append((self.path, len(body)))
        self.wfile.write(body)


@contextmanager
def served(site: Path, prefix: str = "/after-the-no/", max_age: int = 600):
    """Yield the running server: `.url` is the first page, `.sent` what it sent (path, bytes)."""
    server = Server(("127.0.0.1", 0), Handler)
    server.site, server.prefix, server.sent = site.resolve(), prefix, []
    server.max_age = max_age
    server.url = f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
