#!/usr/bin/env python3
"""A second verifier of receipts and growth, in Python with its standard library alone.

Written from the texts (C2SP tlog-proof, tlog-checkpoint, tlog-cosignature, tlog-policy, tlog-witness; RFC 6962, RFC 8032,
GB/T 32905, GB/T 32918), with recursion where `journal/verify.mjs` climbs, so that a slip in one is not repeated in the other.

    verify.py POLICY RECEIPT          verify.py POLICY OLDER-CHECKPOINT GROWTH          verify.py --batch < lines of JSON

Exit code 0 when it holds, 1 when not. A batch answers each line {"policy", "proof"} or {"policy", "older", "growth"} (base64
of files) with `true` or `false` and why.
"""

import base64
import binascii
import hashlib
import json
import re
import struct
import sys


class Refused(Exception):
    pass


def demand(holds, because):
    if not holds:
        raise Refused(because)


# --- SM3, GB/T 32905 --------------------------------------------------------------------------------------------------

MASK = 0xFFFFFFFF


def rol(x, n):
    n %= 32
    return ((x << n) | (x >> (32 - n))) & MASK if n else x


def sm3(message):
    state = list(struct.unpack(">8I", bytes.fromhex("7380166f4914b2b9172442d7da8a0600a96f30bc163138aae38dee4db0fb0e4e")))
    padded = message + b"\x80" + b"\x00" * ((55 - len(message)) % 64) + struct.pack(">Q", 8 * len(message))
    for at in range(0, len(padded), 64):
        w = list(struct.unpack(">16I", padded[at : at + 64]))
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = state
        for j in range(64):
            early = j < 16
            ss1 = rol((rol(a, 12) + e + rol(0x79CC4519 if early else 0x7A879D8A, j)) & MASK, 7)
            ff = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
            gg = e ^ f ^ g if early else (e & f) | (~e & MASK & g)
            tt1 = (ff + d + (ss1 ^ rol(a, 12)) + (w[j] ^ w[j + 4])) & MASK
            tt2 = (gg + h + ss1 + w[j]) & MASK
            a, b, c, d, e, f, g, h = tt1, a, rol(b, 9), c, tt2 ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        state = [old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h))]
    return struct.pack(">8I", *state)


def sha256(message):
    return hashlib.sha256(message).digest()


# --- Ed25519, RFC 8032 ------------------------------------------------------------------------------------------------

Q = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, Q - 2, Q) % Q


def ed_add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % Q
    b = (p[1] + p[0]) * (q[1] + q[0]) % Q
    c = 2 * p[3] * q[3] * D % Q
    d = 2 * p[2] * q[2] % Q
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % Q, g * h % Q, f * g % Q, e * h % Q)


def ed_times(k, p):
    result = (0, 1, 1, 0)
    while k:
        if k & 1:
            result = ed_add(result, p)
        p = ed_add(p, p)
        k >>= 1
    return result


def ed_point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= Q:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, Q - 2, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if (x * x - square) % Q:
        x = x * pow(2, (Q - 1) // 4, Q) % Q
    if (x * x - square) % Q or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else Q - x
    return (x, y, 1, x * y % Q)


ED_BASE = ed_point(bytes.fromhex("58" + "66" * 31))


def check_ed25519(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r, s = ed_point(key), ed_point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = ed_times(s, ED_BASE), ed_add(r, ed_times(h, a))
    return (left[0] * right[2] - right[0] * left[2]) % Q == 0 and (left[1] * right[2] - right[1] * left[2]) % Q == 0


# --- SM2, GB/T 32918.2 with the default signer id -----------------------------------------------------------------------

P = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF
N = 0xFFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123
A = P - 3
B = 0x28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93
G = (
    0x32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7,
    0xBC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0,
)


def sm2_add(p, q):
    if p is None or q is None:
        return p or q
    if p[0] == q[0] and (p[1] + q[1]) % P == 0:
        return None
    if p == q:
        slope = (3 * p[0] * p[0] + A) * pow(2 * p[1], -1, P)
    else:
        slope = (q[1] - p[1]) * pow(q[0] - p[0], -1, P)
    x = (slope * slope - p[0] - q[0]) % P
    return (x, (slope * (p[0] - x) - p[1]) % P)


def sm2_times(k, p):
    result = None
    for bit in bin(k)[2:]:
        result = sm2_add(result, result)
        if bit == "1":
            result = sm2_add(result, p)
    return result


def check_sm2(key, message, signature):
    if len(key) != 64 or len(signature) != 64:
        return False
    x, y, r, s = (int.from_bytes(half, "big") for part in (key, signature) for half in (part[:32], part[32:]))
    if x >= P or y >= P or (y * y - x * x * x - A * x - B) % P or not 0 < r < N or not 0 < s < N:
        return False
    fixed = b"".join(n.to_bytes(32, "big") for n in (A, B) + G)
    signer = sm3(b"\x00\x80" + b"1234567812345678" + fixed + key)
    t = (r + s) % N
    at = t and sm2_add(sm2_times(s, G), sm2_times(t, (x, y)))
    return bool(at) and (int.from_bytes(sm3(signer + message), "big") + at[0]) % N == r


# --- Texts --------------------------------------------------------------------------------------------------------------

KINDS = [
    (False, b"\x01", 32, sha256, check_ed25519),
    (True, b"\x04", 32, sha256, check_ed25519),
    (False, b"\xffluoshi-sm2sm3-v1", 64, sm3, check_sm2),
    (True, b"\xffluoshi-sm2sm3-cosignature-v1", 64, sm3, check_sm2),
]


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Refused("base64") from None
    demand(data and base64.b64encode(data).decode() == text, "base64")
    return data


def text_of(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("not UTF-8") from None
    demand(not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text), "control character")
    return text


def decimal(text):
    demand(re.fullmatch("0|[1-9][0-9]{0,14}", text), "number")
    return int(text)


def read_key(vkey, witness):
    parts = vkey.split("+", 2)
    demand(len(parts) == 3, "key")
    name, key_id, data = parts[0], parts[1], unbase64(parts[2])
    for is_witness, kind, length, digest, check in KINDS:
        if is_witness == witness and data.startswith(kind) and len(data) == len(kind) + length:
            made = digest(name.encode() + b"\n" + data)[:4]
            demand(made.hex() == key_id, "key id")
            return {"name": name, "id": made, "key": data[len(kind) :], "digest": digest, "check": check, "witness": witness}
    raise Refused("kind of key")


def read_policy(text):
    if re.fullmatch(r"\S+\n?", text):
        text = "log " + text.strip() + "\nquorum none\n"
    keys, rules, quorum = [], {"none": lambda seen: True}, []
    for line in text.split("\n"):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        word, rest = words[0], words[1:]
        if word == "log":
            demand(rest, "log")
            keys.append(read_key(rest[0], False))
        elif word == "witness":
            demand(len(rest) >= 2, "witness")
            key = read_key(rest[1], True)
            keys.append(key)
            rules[rest[0]] = lambda seen, name=key["name"]: name in seen
        elif word == "group":
            demand(len(rest) >= 3 and all(name in rules for name in rest[2:]), "group")
            members = [rules[name] for name in dict.fromkeys(rest[2:])]
            least = {"any": 1, "all": len(members)}.get(rest[1])
            least = decimal(rest[1]) if least is None else least
            rules[rest[0]] = lambda seen, m=members, k=least: sum(rule(seen) for rule in m) >= k
        elif word == "quorum":
            demand(rest and rest[0] in rules, "quorum")
            quorum.append(rules[rest[0]])
    demand(len(quorum) == 1 and len({key["key"] for key in keys}) == len(keys), "policy")
    return keys, quorum[0]


def open_note(note, policy):
    keys, quorum = policy
    head, blank, tail = note.partition("\n\n")
    lines = head.split("\n")
    demand(blank and len(lines) == 3 and tail.endswith("\n"), "checkpoint")
    origin, size, root = lines[0], decimal(lines[1]), unbase64(lines[2])
    demand(len(root) == 32 and origin and not re.search(r"[\s+]", origin), "checkpoint")
    body, log, seen = head + "\n", None, set()
    signatures = tail[:-1].split("\n")
    demand(len(signatures) <= 64, "signatures")
    for line in signatures:
        parts = line.split(" ")
        demand(len(parts) == 3 and parts[0] == "\u2014" and parts[1] and "+" not in parts[1], "signature line")
        data = unbase64(parts[2])
        mine = [key for key in keys if key["name"] == parts[1] and key["id"] == data[:4]]
        if not mine or not (mine[0]["witness"] or parts[1] == origin):
            continue
        key, message = mine[0], body.encode()
        if key["witness"]:
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(data[4:12], "big") + message
        demand(key["check"](key["key"], message, data[12 if key["witness"] else 4 :]), "signature of " + parts[1])
        demand(parts[1] not in seen if key["witness"] else log is None, "twice")
        if key["witness"]:
            seen.add(parts[1])
        else:
            log = key
    demand(log is not None, "not signed by the log")
    demand(quorum(seen), "quorum")
    return origin, size, root, log["digest"]


def split(n):
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def root_of_inclusion(digest, index, size, leaf_hash, path):
    """PATH of RFC 6962 2.1.1, read backwards: the last hash belongs to the top."""
    if size == 1:
        demand(not path, "path too long")
        return leaf_hash
    demand(path, "path too short")
    k = split(size)
    if index < k:
        return digest(b"\x01" + root_of_inclusion(digest, index, k, leaf_hash, path[:-1]) + path[-1])
    return digest(b"\x01" + path[-1] + root_of_inclusion(digest, index - k, size - k, leaf_hash, path[:-1]))


def roots_of_growth(digest, old, size, path, whole, old_root):
    """SUBPROOF of RFC 6962 2.1.2: the roots of the old and of the new tree; `whole` while the old one is a subtree itself."""
    if old == size:
        if whole:
            demand(not path, "path too long")
            return old_root, old_root
        demand(len(path) == 1, "path")
        return path[0], path[0]
    demand(path, "path too short")
    k = split(size)
    if old <= k:
        older, newer = roots_of_growth(digest, old, k, path[:-1], whole, old_root)
        return older, digest(b"\x01" + newer + path[-1])
    older, newer = roots_of_growth(digest, old - k, size - k, path[:-1], False, old_root)
    return digest(b"\x01" + path[-1] + older), digest(b"\x01" + path[-1] + newer)


def hashes_of(lines):
    hashes = [unbase64(line) for line in lines]
    demand(all(len(one) == 32 for one in hashes), "hash")
    return hashes


def no_doubles(pairs):
    demand(len(dict(pairs)) == len(pairs), "key twice")
    return dict(pairs)


def verify_receipt(proof, policy):
    first, blank, note = text_of(proof).partition("\n\n")
    lines = first.split("\n")
    demand(blank and len(lines) >= 3 and lines[0] == "c2sp.org/tlog-proof@v1", "receipt")
    demand(lines[1].startswith("extra ") and lines[2].startswith("index "), "receipt")
    leaf, index = unbase64(lines[1][6:]), decimal(lines[2][6:])
    origin, size, root, digest = open_note(note, read_policy(text_of(policy)))
    demand(index < size, "index")
    reached = root_of_inclusion(digest, index, size, digest(b"\x00" + leaf), hashes_of(lines[3:]))
    demand(reached == root, "root")
    text = text_of(leaf)
    try:
        value = json.loads(text, object_pairs_hook=no_doubles)
    except ValueError:
        raise Refused("leaf") from None
    demand(isinstance(value, dict) and json.dumps(value, ensure_ascii=False, separators=(",", ":")) == text, "leaf")
    log = re.sub("/sm$", "", origin) if digest is sm3 else origin
    demand(value.get("v") == "luoshi/leaf/v1" and value.get("log") == log, "leaf of another log")


def verify_growth(older, growth, policy):
    first, blank, note = text_of(growth).partition("\n\n")
    lines = first.split("\n")
    demand(blank and lines[0].startswith("old "), "growth")
    old, trusted = decimal(lines[0][4:]), read_policy(text_of(policy))
    from_origin, from_size, from_root, _ = open_note(text_of(older), trusted)
    origin, size, root, digest = open_note(note, trusted)
    demand(from_origin == origin and from_size == old and 0 < old <= size, "heads")
    roots = roots_of_growth(digest, old, size, hashes_of(lines[1:]), True, from_root)
    demand(roots == (from_root, root), "root")


def judged(work, *files):
    try:
        work(*files)
        return True, ""
    except Refused as refused:
        return False, str(refused)


def batch():
    for line in sys.stdin:
        asked = {name: base64.b64decode(text) for name, text in json.loads(line).items()}
        if "proof" in asked:
            print(json.dumps(judged(verify_receipt, asked["proof"], asked["policy"])))
        else:
            print(json.dumps(judged(verify_growth, asked["older"], asked["growth"], asked["policy"])))


def main():
    if sys.argv[1:] == ["--batch"]:
        return batch()
    files = [open(path, "rb").read() for path in sys.argv[1:]]
    demand(len(files) in (2, 3), "usage: verify.py POLICY RECEIPT | verify.py POLICY OLDER GROWTH")
    if len(files) == 2:
        holds, because = judged(verify_receipt, files[1], files[0])
    else:
        holds, because = judged(verify_growth, files[1], files[2], files[0])
    print("holds" if holds else "does not hold: " + because)
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
