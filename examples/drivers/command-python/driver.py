"""A driver in Python, with its standard library alone, for a server that has the
auth extension's two routes. docs/driver-contract.md says what it is told and
answers.

    python3 driver.py [ADMIN PASSWORD]
"""

import json
import sys
import urllib.error
import urllib.request


class Refused(Exception):
    """The server said no."""


class Driver:
    def __init__(self, admin):
        self.url = ""
        self.administrator = admin

    def hello(self, request):
        self.url = request.get("target", "")
        able = ["register", "login", "secondFactor"]
        if self.administrator:
            able.append("admin")
        return {"p2conform": 1, "name": "python", "capabilities": able}

    def register(self, request):
        return self.post("register", request.get("localName", ""), request.get("password", ""))

    def login(self, request):
        return self.post("login", request.get("localName", ""), request.get("password", ""))

    def secondFactor(self, request):
        return {"secondFactor": request.get("password", "")}

    def admin(self, request):
        name, password = self.administrator
        try:
            answer = self.post("login", name, password)
        except Refused:  # nobody has registered it yet
            answer = self.post("register", name, password)
        return {"localName": name, "password": password, "token": answer["token"]}

    def post(self, route, name, password):
        body = {"localName": name, "password": password, "tosConsent": True}
        request = urllib.request.Request(
            self.url + "/.p2/auth/" + route,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return {"token": json.load(response)["token"]}
        except urllib.error.HTTPError as error:
            if 400 <= error.code < 500:
                raise Refused("POST %s answered %d" % (route, error.code)) from error
            raise


OPERATIONS = ("hello", "register", "login", "secondFactor", "admin")


def answer(driver, line):
    request_id = 0
    try:
        request = json.loads(line)
        request_id = request["id"]
        if request["op"] not in OPERATIONS:
            raise ValueError("there is no operation " + str(request["op"])[:80])
        return {"id": request_id, **getattr(driver, request["op"])(request)}
    except Refused as refusal:
        return {"id": request_id, "refused": str(refusal)}
    except Exception as error:  # whatever it is, the driver goes on
        print("driver.py: %r" % error, file=sys.stderr)
        return {"id": request_id, "error": str(error) or repr(error)}


def main():
    driver = Driver(sys.argv[1:3] if len(sys.argv) > 2 else None)
    for line in sys.stdin:
        if line.strip():
            print(json.dumps(answer(driver, line)), flush=True)


if __name__ == "__main__":
    main()
