#!/bin/sh
# A driver in POSIX sh with sed and curl, for a server that has the auth extension's
# two routes. docs/driver-contract.md says what it is told and answers.
#
# Strings are never taken apart: a JSON string of the request, quotes and escapes
# included, is put into the request to the server as it is.
url=

# member prints the JSON string of a member of the request.
member() {
	printf '%s\n' "$line" | sed -nE 's/.*"'"$1"'":("([^"\\]|\\.)*").*/\1/p'
}

# answer prints an answer; its argument are the members after the id.
answer() { printf '{"id":%s,%s}\n' "$id" "$1"; }

# post sends an account to a route, and passes the token on.
post() {
	body="{\"localName\":$(member localName),\"password\":$(member password),\"tosConsent\":true}"
	reply=$(printf '%s' "$body" |
		curl -s -w '\n%{http_code}' -H 'Content-Type: application/json' --data-binary @- "$url/.p2/auth/$1")
	status=$(printf '%s\n' "$reply" | tail -n 1)
	token=$(printf '%s\n' "$reply" | sed -nE 's/.*"token":("([^"\\]|\\.)*").*/\1/p')
	case $status in
	2??)
		if [ -n "$token" ]; then answer "\"token\":$token"; else answer '"error":"the server gave no token"'; fi
		;;
	4??) answer "\"refused\":\"POST $1 answered $status\"" ;;
	*) answer "\"error\":\"POST $1 got no good answer: $status\"" ;;
	esac
}

while IFS= read -r line; do
	id=
	case $line in
	'') continue ;;
	'{'*) id=$(printf '%s\n' "$line" | sed -nE 's/^\{(.*,)?"id":([0-9]+).*/\2/p') ;;
	esac
	if [ -z "$id" ]; then
		echo '{"error":"that is no request"}'
		continue
	fi
	case $(member op) in
	'"hello"')
		url=$(member target | sed 's/^"//; s/"$//')
		answer '"p2conform":1,"name":"shell","capabilities":["register","login","secondFactor"]'
		;;
	'"register"') post register ;;
	'"login"') post login ;;
	'"secondFactor"') answer "\"secondFactor\":$(member password)" ;;
	*) answer '"error":"there is no such operation"' ;;
	esac
done
