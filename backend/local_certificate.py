"""A certificate for one's own network, so that phones let the page use the camera.

A small authority of this installation signs it. Its name constraints allow it private
addresses and this machine's own only: a phone that trusts it cannot be deceived with it
about any site of the internet (RFC 5280, 4.2.1.10).
"""

from __future__ import annotations

import ipaddress
import socket
import struct
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFE = timedelta(days=3650)
# Phones refuse a longer one, also from an authority that the owner installed.
CERTIFICATE_LIFE = timedelta(days=397)
RENEW_BEFORE_END = timedelta(days=30)
PRIVATE_NETWORKS = (
    "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16",
    "100.64.0.0/10", "::1/128", "fc00::/7", "fe80::/10",
)  # fmt: skip
SIOCGIFADDR = 0x8915

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def local_addresses() -> list[Address]:
    """This machine's IPv4 addresses, the one other machines reach it at first, loopback last."""
    by_interface = {name: _address_of(name) for _, name in socket.if_nameindex()}
    outward = by_interface.get(_outward_interface() or "")
    found = {address for address in by_interface.values() if address is not None}
    return sorted(found, key=lambda address: (address.is_loopback, address != outward, address))


def ensure(folder: Path) -> tuple[Path, Path, Path]:
    """Certificate, its key and the authority's certificate for the addresses of this moment.

    Made anew only when an address is missing in it or its end is near; the authority
    stays, so a phone that trusts it need not be touched again.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    certificate, key, authority = folder / "server.crt", folder / "server.key", folder / "authority.crt"
    names = _names()
    if not _still_good(certificate, key, authority, names):
        _issue(names, certificate, key, authority, folder / "authority.key")
    return certificate, key, authority


def _outward_interface() -> str | None:
    """The interface of the default route: a machine with containers has many others."""
    routes = Path("/proc/net/route")
    if not routes.exists():
        return None
    rows = [line.split() for line in routes.read_text().splitlines()[1:]]
    return next((row[0] for row in rows if row[1] == "00000000"), None)


def _address_of(interface: str) -> Address | None:
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            answer = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", interface.encode()[:15]))
        except OSError:  # an interface without an IPv4 address
            return None
    return ipaddress.ip_address(answer[20:24])


def _names() -> list[x509.GeneralName]:
    addresses = [*local_addresses(), ipaddress.ip_address("::1")]
    return [x509.DNSName("localhost"), *map(x509.IPAddress, addresses)]


def _still_good(certificate: Path, key: Path, authority: Path, names: list[x509.GeneralName]) -> bool:
    if not (certificate.exists() and key.exists() and authority.exists()):
        return False
    old = x509.load_pem_x509_certificate(certificate.read_bytes())
    covered = old.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    fresh = old.not_valid_after_utc - datetime.now(UTC) > RENEW_BEFORE_END
    return fresh and all(name in covered for name in names)


def _issue(names: list[x509.GeneralName], certificate: Path, key: Path, authority: Path, authority_key: Path) -> None:
    issuer = x509.load_pem_x509_certificate(authority.read_bytes()) if authority.exists() else None
    if issuer and authority_key.exists() and _may_sign(issuer, names):
        signer = cast(ec.EllipticCurvePrivateKey, serialization.load_pem_private_key(authority_key.read_bytes(), password=None))
    else:
        signer = ec.generate_private_key(ec.SECP256R1())
        issuer = _authority(signer, names)
        _write(authority_key, _pem(signer), 0o600)
        _write(authority, issuer.public_bytes(serialization.Encoding.PEM), 0o644)
    own_key = ec.generate_private_key(ec.SECP256R1())
    chain = [_leaf(names, own_key, issuer, signer), issuer]
    _write(key, _pem(own_key), 0o600)
    _write(certificate, b"".join(each.public_bytes(serialization.Encoding.PEM) for each in chain), 0o644)


def _networks(names: list[x509.GeneralName]) -> list[x509.GeneralName]:
    """What the authority may sign for: the private networks and this machine's own addresses."""
    own = [str(name.value) for name in names if isinstance(name, x509.IPAddress)]
    return [x509.IPAddress(ipaddress.ip_network(network)) for network in (*PRIVATE_NETWORKS, *own)]


def _may_sign(issuer: x509.Certificate, names: list[x509.GeneralName]) -> bool:
    constraints = issuer.extensions.get_extension_for_class(x509.NameConstraints).value
    permitted = constraints.permitted_subtrees or []
    networks = [ipaddress.ip_network(str(each.value)) for each in permitted if isinstance(each, x509.IPAddress)]
    addresses = [ipaddress.ip_address(str(name.value)) for name in names if isinstance(name, x509.IPAddress)]
    return all(any(address in network for network in networks) for address in addresses)


def _authority(signer: ec.EllipticCurvePrivateKey, names: list[x509.GeneralName]) -> x509.Certificate:
    allowed = [x509.DNSName("localhost"), *_networks(names)]
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Gangwei local {socket.gethostname()}"[:64])])
    return (
        _builder(name, name, signer, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.NameConstraints(permitted_subtrees=allowed, excluded_subtrees=None), critical=True)
        .add_extension(_usage(sign_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )


def _leaf(
    names: list[x509.GeneralName],
    own_key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate,
    signer: ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Gangwei on this network")])
    return (
        _builder(subject, issuer.subject, own_key, CERTIFICATE_LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(_usage(sign_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, life: timedelta) -> x509.CertificateBuilder:
    # A phone whose clock is a little behind must not find it "not yet valid".
    start = datetime.now(UTC) - timedelta(hours=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(start + life)
    )


def _usage(*, sign_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not sign_certificates, key_cert_sign=sign_certificates, crl_sign=sign_certificates,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def _write(path: Path, content: bytes, mode: int) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=mode)
    path.write_bytes(content)
