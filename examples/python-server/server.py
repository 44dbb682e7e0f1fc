"""A home server in its first week, with Python's standard library alone. It has
accounts, and its own certificate; with --issue it certifies ID-CSRs too. All else
is missing yet.

    python3 server.py [--port N] [--domain NAME] [--issue]
"""

import argparse
import json
import secrets
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import ed25519
import idcert

CORE = "/.p2/core/v1"


class Problem(Exception):
    """What is answered with an error."""

    def __init__(self, status, reason):
        super().__init__(reason)
        self.status = status


class Home:
    """The state of the server. It lives in memory."""

    def __init__(self, domain, issues):
        self.domain, self.issues = domain, issues
        self.lock = threading.Lock()
        self.users, self.tokens, self.certs = {}, {}, {}
        self.seed = secrets.token_bytes(32)
        self.root = idcert.root(self.seed, domain)

    def cacheable(self, cert):
        now = int(time.time())
        serial = str(idcert.serial(cert))
        text = "%s%d%d" % (serial, now, now + 3600)
        return {
            "idCertPem": cert,
            "cacheNotValidBefore": now,
            "cacheNotValidAfter": now + 3600,
            "cacheSignature": ed25519.sign(self.seed, text.encode()).hex(),
        }

    def sign_up(self, form):
        user, secret = form.get("user", ""), form.get("passphrase", "")
        if not (user.isascii() and user.isalnum() and user == user.lower()):
            raise Problem(422, "this is no user name")
        with self.lock:
            if user in self.users:
                raise Problem(409, "somebody has this name")
            self.users[user] = secret
        return 200, {"created": user}

    def log_in(self, form):
        user, secret = form.get("user", ""), form.get("passphrase", "")
        if self.users.get(user) != secret or user not in self.users:
            raise Problem(403, "no such user, or another passphrase")
        return 200, {"login": {"bearer": self.new_token(user)}}

    def new_token(self, user):
        token = secrets.token_urlsafe(24)
        self.tokens[token] = user
        return token

    def issue(self, token, factor, request):
        user = self.tokens.get(token.removeprefix("Bearer "))
        if user is None or factor != self.users[user]:
            raise Problem(401, "log in first, and prove it")
        try:
            cert = idcert.issue(self.seed, self.domain, user, request)
        except idcert.Malformed as malformed:
            raise Problem(400, str(malformed)) from malformed
        with self.lock:
            self.certs.setdefault(user, []).append(cert)
        return 201, {"id_cert": cert, "token": self.new_token(user)}

    def certs_of(self, fid):
        user, _, domain = urllib.parse.unquote(fid).lower().partition("@")
        if domain != self.domain or user not in self.users:
            raise Problem(404, "nobody has this federation ID")
        return 200, [self.cacheable(cert) for cert in self.certs.get(user, [])]

    def answer(self, method, path, headers, body):
        route = (method, path)
        if route == ("GET", "/.well-known/polyproto-core"):
            return 200, {"api": "http://%s/.p2/core/" % headers.get("Host", "")}
        if route == ("GET", CORE + "/idcert/server"):
            return 200, self.cacheable(self.root)
        if route == ("POST", "/users"):
            return self.sign_up(form_of(body))
        if route == ("POST", "/login"):
            return self.log_in(form_of(body))
        if self.issues and route == ("POST", CORE + "/idcert"):
            token = headers.get("Authorization", "")
            return self.issue(token, headers.get("X-P2-Sensitive-Solution", ""), body)
        if self.issues and method == "GET" and path.startswith(CORE + "/idcert/actor/"):
            return self.certs_of(path.removeprefix(CORE + "/idcert/actor/"))
        raise Problem(404, "there is nothing here")


def form_of(body):
    return dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace")))


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body travel together
    home = None

    def handle_any(self):
        if "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return self.send(411, {"oops": {"reason": "say how long it is"}})
        size = int(self.headers.get("Content-Length") or 0)
        if size > 1 << 20:
            self.close_connection = True
            return self.send(413, {"oops": {"reason": "this is too much"}})
        body = self.rfile.read(size)
        try:
            path = urllib.parse.urlsplit(self.path).path
            status, value = self.home.answer(self.command, path, self.headers, body)
        except Problem as problem:
            status, value = problem.status, {"oops": {"reason": str(problem)}}
        self.send(status, value)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_HEAD = handle_any

    def send(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_):
        """Nobody reads it."""


class Server(ThreadingHTTPServer):
    request_queue_size = 128
    daemon_threads = True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8080)
    parser.add_argument("--domain", default="young.example")
    parser.add_argument("--issue", action="store_true", help="certify ID-CSRs")
    options = parser.parse_args()
    Handler.home = Home(options.domain, options.issue)
    server = Server(("127.0.0.1", options.port), Handler)
    print("http://127.0.0.1:%d" % server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
