#!/bin/sh
# Registers actors at a server and writes them to actors.json, for the driver
# static. Replace the curl line with whatever your server offers.
#
#   sh prepare.sh http://127.0.0.1:8080 1000
set -eu
url=$1
n=$2
run=$$ # another word each time: the names must be free
umask 077
{
	printf '{"actors":['
	i=1
	while [ "$i" -le "$n" ]; do
		name="p2static$run.$i"
		password="a password of $name"
		body="{\"localName\":\"$name\",\"password\":\"$password\",\"tosConsent\":true}"
		answer=$(printf '%s' "$body" | curl -sf -H 'Content-Type: application/json' --data-binary @- "$url/.p2/auth/register")
		token=$(printf '%s' "$answer" | sed -n 's/.*"token":"\([^"]*\)".*/\1/p')
		[ -n "$token" ] || { echo "prepare.sh: no token for $name" >&2; exit 1; }
		[ "$i" -eq 1 ] || printf ','
		printf '\n{"localName":"%s","password":"%s","token":"%s"}' "$name" "$password" "$token"
		i=$((i + 1))
	done
	printf '\n]}\n'
} >actors.json
