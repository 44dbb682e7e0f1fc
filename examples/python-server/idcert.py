"""Just enough DER for ID-Certs: writes certificates, reads ID-CSRs."""

import base64
import secrets
import time

import ed25519

EDDSA = bytes.fromhex("300506032b6570")
CN, UID = "550403", "0992268993f22c640101"
DC, SESSION = "0992268993f22c640119", "0992268993f22c64012c"


class Malformed(Exception):
    """What was sent is no ID-CSR that we take."""


def tlv(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 | len(octets)]) + octets + body


def elements(data):
    """The elements of a constructed one: (tag, body, whole)."""
    found, at = [], 0
    while at < len(data):
        try:
            tag, size, head = data[at], data[at + 1], 2
            if size > 127:
                head += size - 128
                size = int.from_bytes(data[at + 2 : at + head], "big")
        except IndexError:
            raise Malformed("this is no DER") from None
        end = at + head + size
        if end > len(data):
            raise Malformed("this is no DER: it is cut short")
        found.append((tag, data[at + head : end], data[at:end]))
        at = end
    return found


def server_name(domain):
    labels = reversed(domain.split("."))
    return tlv(0x30, *(rdn(DC, 0x16, label) for label in labels))


def rdn(oid, tag, text):
    return tlv(0x31, tlv(0x30, tlv(6, bytes.fromhex(oid)), tlv(tag, text.encode())))


def when(seconds):
    return tlv(0x17, time.strftime("%y%m%d%H%M%SZ", time.gmtime(seconds)).encode())


def extension(oid, value):
    return tlv(0x30, tlv(6, bytes.fromhex(oid)), b"\x01\x01\xff", tlv(4, value))


def certificate(seed, issuer, subject, key_info, days, constraints, usage):
    now = int(time.time())
    extensions = tlv(0x30, extension("551d13", constraints), extension("551d0f", usage))
    to_sign = tlv(
        0x30,
        bytes.fromhex("a003020102"),
        tlv(2, (secrets.randbits(62) | 1 << 62).to_bytes(8, "big")),
        EDDSA,
        issuer,
        tlv(0x30, when(now), when(now + days * 86400)),
        subject,
        key_info,
        tlv(0xA3, extensions),
    )
    signature = tlv(3, b"\0" + ed25519.sign(seed, to_sign))
    return pem("CERTIFICATE", tlv(0x30, to_sign, EDDSA, signature))


def root(seed, domain):
    """The server's own certificate."""
    name, key = server_name(domain), tlv(3, b"\0" + ed25519.public(seed))
    constraints, usage = bytes.fromhex("30060101ff020100"), bytes.fromhex("03020204")
    return certificate(seed, name, name, tlv(0x30, EDDSA, key), 365, constraints, usage)


def serial(cert):
    """The serial number of a certificate in PEM."""
    der = base64.b64decode("".join(cert.splitlines()[1:-1]))
    return int.from_bytes(elements(elements(elements(der)[0][1])[0][1])[1][1], "big")


def pem(kind, der):
    text = base64.encodebytes(der).decode().replace("\n", "")
    lines = [text[i : i + 64] for i in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN %s-----" % kind, *lines, "-----END %s-----\n" % kind])


def issue(seed, domain, user, request):
    """Certify the ID-CSR of a user, in PEM. Some of its claims are looked at."""
    try:
        lines = request.decode("ascii").strip().splitlines()
        whole = base64.b64decode("".join(lines[1:-1]), validate=True)
        info, algorithm, signature = elements(elements(whole)[0][1])
        version, subject, key_info = elements(info[1])[:3]
        key = elements(key_info[1])[1][1][1:]
    except (ValueError, IndexError):
        raise Malformed("this is no ID-CSR") from None
    if version[1] != b"\0" or elements(key_info[1])[0][2] != EDDSA or algorithm[2] != EDDSA:
        raise Malformed("only version 0 and Ed25519 are taken")
    if not ed25519.verify(key, info[2], signature[1][1:]):
        raise Malformed("the signature is wrong")
    try:
        check_subject(subject[1], domain, user)
    except ValueError:
        raise Malformed("a claim is no text") from None
    constraints, usage = bytes.fromhex("3000"), bytes.fromhex("03020780")
    return certificate(seed, server_name(domain), subject[2], key_info[2], 30, constraints, usage)


def check_subject(subject, domain, user):
    claims = {}
    for _, one, _ in elements(subject):
        for _, pair, _ in elements(one):
            oid, value = elements(pair)
            claims.setdefault(oid[1].hex(), []).append(value[1].decode("utf-8"))
    if claims.pop(CN, None) != [user] or claims.pop(UID, None) != [user + "@" + domain]:
        raise Malformed("the ID-CSR names another actor")
    if claims.pop(DC, None) != domain.split(".")[::-1]:
        raise Malformed("the ID-CSR names another domain")
    session = claims.pop(SESSION, [""])
    if len(session) != 1 or not 0 < len(session[0]) <= 32 or not session[0].isascii():
        raise Malformed("the session ID is none")
    if claims:
        raise Malformed("the ID-CSR has a claim that nobody knows")
