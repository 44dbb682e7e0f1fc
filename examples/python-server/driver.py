"""A driver for this server that is a program: it says who may sign up, and how one
logs in. docs/driver-contract.md has what it is told and answers.
"""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request


class Refused(Exception):
    """The server said no."""


def post(url, request):
    form = {"user": request.get("localName", ""), "passphrase": request.get("password", "")}
    try:
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=30) as got:
            return json.load(got)
    except urllib.error.HTTPError as error:
        if 400 <= error.code < 500:
            raise Refused("the server answered %d" % error.code) from error
        raise


def act(url, request):
    if request["op"] == "register":
        post(url + "/users", request)
    if request["op"] in ("register", "login"):
        return {"token": post(url + "/login", request)["login"]["bearer"]}
    if request["op"] == "secondFactor":
        return {"secondFactor": request.get("password", "")}
    raise ValueError("there is no operation " + str(request["op"])[:80])


def main():
    url = ""
    for line in sys.stdin:
        answer = {}
        try:
            request = json.loads(line)
            answer["id"] = request["id"]
            if request["op"] == "hello":
                url = request.get("target", "")
                answer |= {"p2conform": 1, "name": "python-server"}
                answer["capabilities"] = ["register", "login", "secondFactor"]
            else:
                answer |= act(url, request)
        except Refused as refusal:
            answer["refused"] = str(refusal)
        except Exception as error:  # whatever it is, the driver goes on
            answer["error"] = str(error) or repr(error)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
