"""Ed25519 (RFC 8032) in plain Python: slow, and with timing that tells secrets.
Good enough to try a server with, and for nothing else.
"""

import hashlib

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # of -1


def hashed(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def x_of(y, odd):
    """The x of a point, or None where there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P or (x == 0 and odd):
        return None
    return P - x if x % 2 != odd else x


# A point is (X, Y, Z, T), with x = X/Z, y = Y/Z and xy = T/Z.
def point(x, y):
    return (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, -1, P) % P
BASE = point(x_of(BASE_Y, 0), BASE_Y)


def add(a, b):
    minus = (a[1] - a[0]) * (b[1] - b[0]) % P
    plus = (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = plus - minus, z - t, z + t, plus + minus
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, a):
    total = point(0, 1)
    while n:
        if n & 1:
            total = add(total, a)
        a, n = add(a, a), n >> 1
    return total


def packed(a):
    inverse = pow(a[2], -1, P)
    x, y = a[0] * inverse % P, a[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def unpacked(octets):
    number = int.from_bytes(octets, "little")
    y = number & (1 << 255) - 1
    x = x_of(y, number >> 255)
    return None if x is None else point(x, y)


def expanded(seed):
    digest = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(digest[:32], "little") & (1 << 254) - 8 | 1 << 254
    return scalar, digest[32:]


def public(seed):
    return packed(times(expanded(seed)[0], BASE))


def sign(seed, message):
    scalar, prefix = expanded(seed)
    nonce = hashed(prefix, message) % ORDER
    r = packed(times(nonce, BASE))
    s = (nonce + hashed(r, public(seed), message) * scalar) % ORDER
    return r + s.to_bytes(32, "little")


def verify(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = unpacked(key), unpacked(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= ORDER or times(8, a)[0] == 0:  # a key of small order is nobody's
        return False
    k = hashed(signature[:32], key, message) % ORDER
    return packed(times(s, BASE)) == packed(add(r, times(k, a)))
