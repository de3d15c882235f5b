"""What a browser gets: headers, compressed files, protocols, and words when something is wrong."""

from __future__ import annotations

import gzip
import socket
import ssl
from contextlib import closing
from http.client import HTTPConnection

import pytest

from backend.web.headers import HEADERS, TRANSPORT_SECURITY
from tests.serving.conftest import Site
from tests.support.front import DIST, DOMAIN, trusting

DIGITS = "44012026000001" * 6
FILES = {
    path.suffix: path.relative_to(DIST)
    for path in sorted(DIST.rglob("*"))
    if path.suffix in (".js", ".css", ".wasm", ".html", ".webmanifest") and path.with_name(path.name + ".gz").exists()
}
"""One file of each kind."""


def asset(kind: str = ".js") -> str:
    return f"/{next(path.relative_to(DIST) for path in sorted((DIST / 'assets').glob('*' + kind)))}"


ADDRESSES = {
    "app": ("/", 200),
    "screen": ("/guards", 200),
    "asset": (asset(), 200),
    "worker": ("/sw.js", 200),
    "public page": ("/lookup", 200),
    "card": (f"/c/{DIGITS}", 200),
    "api": ("/api/health", 200),
    "api document": ("/api/openapi.json", 200),
    "signed list": ("/api/lists/trust", 200),
    "picture of the api": ("/api/certificates/00000000-0000-4000-8000-000000000000/card.png", 401),
    "missing in the api": ("/api/nothing", 404),
    "missing file": ("/assets/nothing.js", 404),
    "build notes": ("/.vite/manifest.json", 404),
    "compressed by name": (f"{asset()}.gz", 404),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_every_answer_bears_each_security_header_once(site: Site, name: str) -> None:
    path, status = ADDRESSES[name]
    reply = site.get(path)
    assert reply.status == status
    for header, value in {**HEADERS, "Strict-Transport-Security": TRANSPORT_SECURITY}.items():
        assert reply.headers.get_all(header) == [value], header
    assert len(reply.headers.get_all("X-Request-ID") or []) == 1
    assert "1." not in reply.headers["Server"]


def test_the_documents_page_keeps_its_own_policy(site: Site) -> None:
    policies = site.get("/api/docs").headers.get_all("Content-Security-Policy") or []
    assert [policy.count("'unsafe-inline'") for policy in policies] == [1]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("asset", "public, max-age=31536000, immutable"),
        ("app", "no-cache"),
        ("worker", "no-cache"),
        ("public page", "no-cache"),
        ("api", "no-store"),
        ("missing file", "no-store"),
        ("missing in the api", "no-store"),
    ],
)
def test_only_files_named_after_their_content_are_kept(site: Site, name: str, rule: str) -> None:
    assert site.get(ADDRESSES[name][0]).headers.get_all("Cache-Control") == [rule]


@pytest.mark.parametrize("kind", FILES)
def test_a_file_is_sent_as_the_build_compressed_it_or_plain(site: Site, kind: str) -> None:
    file = FILES[kind]
    path = "/" if file.name == "index.html" else f"/{file}"
    packed, plain = site.get(path, Accept_Encoding="gzip"), site.get(path, Accept_Encoding="identity")
    assert packed.body == (DIST / f"{file}.gz").read_bytes()
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.body == (DIST / file).read_bytes() == gzip.decompress(packed.body)
    assert plain.headers["Content-Encoding"] is None
    assert {packed.headers["Vary"], plain.headers["Vary"]} == {"Accept-Encoding"}
    assert packed.headers["Content-Type"] == plain.headers["Content-Type"]


def test_what_the_scanner_needs_has_the_type_that_browsers_demand(site: Site) -> None:
    assert site.get(asset(".wasm")).headers["Content-Type"] == "application/wasm"
    assert site.get("/manifest.webmanifest").headers["Content-Type"].startswith("application/manifest+json")


def test_long_answers_of_the_api_are_compressed_but_never_one_with_a_token(site: Site) -> None:
    assert site.get("/api/openapi.json", Accept_Encoding="gzip").headers["Content-Encoding"] == "gzip"
    session = site.get("/api/session", Accept_Encoding="gzip", Cookie=site.signed_in())
    assert session.json["csrf_token"]
    assert len(session.body) > 512, "as long as nginx would compress"
    assert session.headers["Content-Encoding"] is None


def test_browsers_are_offered_http_2_and_old_tls_is_refused(site: Site) -> None:
    def agreed(version: ssl.TLSVersion, *protocols: str) -> tuple[str | None, str | None]:
        context = trusting(*protocols)
        context.minimum_version = context.maximum_version = version
        context.set_ciphers("ALL:@SECLEVEL=0")
        with socket.create_connection(("127.0.0.1", site.front.port)) as raw, context.wrap_socket(raw, server_hostname=DOMAIN) as wrapped:
            return wrapped.version(), wrapped.selected_alpn_protocol()

    assert agreed(ssl.TLSVersion.TLSv1_3, "h2", "http/1.1") == ("TLSv1.3", "h2")
    assert agreed(ssl.TLSVersion.TLSv1_2, "http/1.1") == ("TLSv1.2", "http/1.1")
    with pytest.warns(DeprecationWarning, match="TLSv1_1"), pytest.raises((ssl.SSLError, ConnectionError)):
        agreed(ssl.TLSVersion.TLSv1_1)


def test_a_name_that_is_not_ours_gets_no_answer(site: Site) -> None:
    with (
        socket.create_connection(("127.0.0.1", site.front.port)) as raw,
        pytest.raises(ssl.SSLError, match="unrecognized"),
        trusting().wrap_socket(raw, server_hostname="evil.example"),
    ):
        pass


def test_without_tls_there_is_only_the_way_to_it(site: Site) -> None:
    with closing(HTTPConnection("127.0.0.1", site.front.plain_port, timeout=10)) as connection:
        connection.request("GET", "/guards?x=1")
        response = connection.getresponse()
        assert (response.status, response.headers["Location"]) == (301, f"https://{DOMAIN}/guards?x=1")


def test_a_missing_page_is_told_in_both_languages(site: Site) -> None:
    reply = site.get("/nothing.html")
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "没有这个网页" in reply.body.decode()
    assert "There is no such page" in reply.body.decode()
