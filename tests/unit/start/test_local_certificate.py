"""The certificate of `make run TLS=1`: good on this network, worthless anywhere else."""

import ipaddress
import socket
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from backend import local_certificate


def shake_hands(certificate: Path, key: Path, authority: Path, name: str) -> None:
    """Connect over TLS to ourselves as a phone which trusts the authority; raises ssl.SSLError."""
    server_side, client_side = socket.socketpair()
    server_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_context.load_cert_chain(certificate, key)

    def serve() -> None:
        try:
            with server_context.wrap_socket(server_side, server_side=True) as connection:
                connection.recv(1)
        except (ssl.SSLError, OSError):
            pass  # the client refused, which the test asserts on its side

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        context = ssl.create_default_context(cafile=str(authority))
        with context.wrap_socket(client_side, server_hostname=name) as connection:
            connection.sendall(b"!")
    finally:
        client_side.close()
        thread.join()


def test_a_phone_that_trusts_the_authority_accepts_every_address_of_this_machine(tmp_path):
    certificate, key, authority = local_certificate.ensure(tmp_path)

    for name in ["localhost", *map(str, local_certificate.local_addresses())]:
        shake_hands(certificate, key, authority, name)


def test_another_start_keeps_certificate_and_authority(tmp_path):
    first = [path.read_bytes() for path in local_certificate.ensure(tmp_path)]
    second = [path.read_bytes() for path in local_certificate.ensure(tmp_path)]

    assert second == first


def test_a_lost_certificate_is_made_anew_by_the_same_authority(tmp_path):
    certificate, _, authority = local_certificate.ensure(tmp_path)
    trusted = authority.read_bytes()
    certificate.unlink()

    certificate, key, authority = local_certificate.ensure(tmp_path)

    assert authority.read_bytes() == trusted
    shake_hands(certificate, key, authority, "127.0.0.1")


@pytest.mark.parametrize("name", [x509.DNSName("www.example.com"), x509.IPAddress(ipaddress.ip_address("198.51.100.7"))], ids=str)
def test_the_authority_cannot_vouch_for_the_internet(tmp_path, name):
    certificate, key, authority = local_certificate.ensure(tmp_path)
    signer = serialization.load_pem_private_key((tmp_path / "authority.key").read_bytes(), password=None)
    issuer = x509.load_pem_x509_certificate(authority.read_bytes())
    own_key = ec.generate_private_key(ec.SECP256R1())
    forged = local_certificate._leaf([name], own_key, issuer, signer)
    certificate.write_bytes(forged.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(local_certificate._pem(own_key))

    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree violation"):
        shake_hands(certificate, key, authority, str(name.value))


def test_keys_are_readable_by_their_owner_only(tmp_path):
    local_certificate.ensure(tmp_path / "tls")

    assert oct((tmp_path / "tls").stat().st_mode)[-3:] == "700"
    assert {oct(path.stat().st_mode)[-3:] for path in (tmp_path / "tls").glob("*.key")} == {"600"}
