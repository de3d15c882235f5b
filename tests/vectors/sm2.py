"""SM2 with an open secret and a nonce of one's choice, so that samples come out the same each time. For samples only.

Written from GB/T 32918.2 and not from a library: that the server's library finds these signatures good shows that both
read the standard alike.
"""

from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SM3, Hash

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
A = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)
USER = b"1234567812345678"

Point = tuple[int, int] | None


def public_key(secret: int) -> bytes:
    """The 65 bytes 0x04 || x || y of a secret number."""
    x, y = _times(secret, G)
    return b"\x04" + _bytes(x) + _bytes(y)


def sign(secret: int, message: bytes) -> bytes:
    """r || s, with a nonce that follows from secret and message."""
    e = int.from_bytes(_sm3(_z(public_key(secret)) + message), "big")
    nonce = int.from_bytes(sha256(_bytes(secret) + message).digest(), "big") % (N - 1) + 1
    r = (e + _times(nonce, G)[0]) % N
    s = pow(1 + secret, -1, N) * (nonce - r * secret) % N
    return _bytes(r) + _bytes(s)


def _z(point: bytes) -> bytes:
    bits = (len(USER) * 8).to_bytes(2, "big")
    return _sm3(bits + USER + _bytes(A) + _bytes(B) + _bytes(G[0]) + _bytes(G[1]) + point[1:])


def _sm3(data: bytes) -> bytes:
    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize()


def _times(factor: int, point: tuple[int, int]) -> tuple[int, int]:
    total: Point = None
    step: Point = point
    while factor:
        if factor & 1:
            total = _plus(total, step)
        step = _plus(step, step)
        factor >>= 1
    if total is None:
        raise ValueError("a multiple of the order")
    return total


def _plus(first: Point, second: Point) -> Point:
    if first is None or second is None:
        return first or second
    (x1, y1), (x2, y2) = first, second
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 + A) * pow(2 * y1, -1, P) if first == second else (y2 - y1) * pow(x2 - x1, -1, P)
    x3 = (slope * slope - x1 - x2) % P
    return x3, (slope * (x1 - x3) - y1) % P


def _bytes(number: int) -> bytes:
    return number.to_bytes(32, "big")
