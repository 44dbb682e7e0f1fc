package reports

import (
	"strings"
	"time"

	"github.com/p2conform/p2conform/spec/requirement"
)

// nasty is what a target might send to get at who reads the report.
const nasty = "</script>]]> & \"quoted\" \x1b[31m red \u202e back @everyone `code` ``` *bold* | cell"

// full is a document with every verdict, level and impact, and with all that is
// hard to show. Whoever changes it runs the tests with -update.
func full() *Document {
	known := Waiver{
		Check: "identity.issued.version", Reason: "our library | writes <1>", Owner: "ann@example.com",
		Expires: "2099-12-31", Symptom: "version 1", State: WaiverUsed,
	}
	started := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	ended := started.Add(83*time.Second + 456*time.Millisecond)
	ms := func(n int64) *int64 { return &n }
	long := `{"message":"` + strings.Repeat("0123456789", 498) + `"}` + "\n" + strings.Repeat("x", 6)
	d := &Document{
		Schema: Schema,
		Suite:  Suite{Version: "v0.9.0", Commit: "8f56a53c0ffee0123456789abcdef0123456789a"},
		Spec:   Spec{Prose: "v1.0-beta.2", API: "v1.0-beta.3", Digest: "sha256:" + strings.Repeat("5eed", 16)},
		Target: Target{Name: "Example <server>", Version: "0.3 <beta>", Contact: "\x1b[31mdev@example.com", URL: "https://p2.example.com/?a=1&b=2", Domain: "p2.example.com", Driver: "http", Gateway: "wss://p2.example.com/gateway?" + nasty,
			Launched: "process ./server " + nasty, Ended: "exit status 3",
			Log: "listening\r\n\x1b[2J" + nasty + "\n… 123456 bytes of the log are left out …\npanic: \u202e\n"},
		Settings: Settings{
			Seed: 42, Parallel: 4, CheckTimeout: "30s", RunTimeout: "10m0s", MaxWait: "0s",
			Selection: "suite: {identity, federation} && !slow",
		},
		Started: &started, Ended: &ended,
		Partial: "interrupted after 8 of 12 checks",
		Claims: []Claim{
			{requirement.Discovery, Conformant}, {requirement.Identity, Nonconformant}, {requirement.Federation, Incomplete},
		},
		Readings: []Reading{{"A-033", "serial-is-decimal", "Serial numbers are written as decimal strings.", true}},
		Notes:    []string{"The server's clock is 4s ahead of ours.", "Notes may hold " + nasty},
		Waivers: []Waiver{known, {
			Requirement: "core.extension.names", Reason: nasty, Owner: "ext@example.com", Expires: "2026-01-01", Symptom: "201", State: WaiverExpired,
		}},
		Requirements: []Requirement{
			{
				ID: "core.well-known.version", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Interop,
				Profile: requirement.Discovery, Decided: requirement.BlackBox, Doc: "core", Section: "3.1", Link: "https://polyproto.org/docs/protocols/core/#31-well-known",
				Says: "A server names the versions that it speaks.",
			},
			{
				ID: "core.idcert.session-id.length", Level: requirement.Must, Subject: requirement.HomeServer, Impact: requirement.Security,
				Profile: requirement.Identity, Doc: "core", Section: "6.1.1.3", Link: "https://polyproto.org/docs/protocols/core/#6113-session-ids",
				Says: "A session ID has 1 to 32 characters.", Note: "The sentence has no must; the bound binds all the same.",
			},
			{
				ID: "core.idcert.reuse", Level: requirement.MustNot, Subject: requirement.Both, Impact: requirement.Interop,
				Profile: requirement.Identity, Doc: "core", Section: "6.2", Link: "javascript:alert(1)",
				Says: "Two sessions do not share a certificate.",
			},
			{
				ID: "core.migration.notice", Level: requirement.Should, Subject: requirement.ForeignServer, Impact: requirement.Degraded,
				Profile: requirement.Migration, Decided: requirement.Driver, By: requirement.PostMessages, Doc: "core", Section: "7.3", Link: "https://polyproto.org/docs/protocols/core/#73-notice",
				Says: "A server tells others that an actor moved.",
			},
			{
				ID: "api.error.form", Level: requirement.ShouldNot, Subject: requirement.Client, Impact: requirement.Cosmetic,
				Profile: requirement.Federation, Decided: requirement.ClientOnly, Since: "v1.0-beta.2", Doc: "api", Section: "Error", Link: "https://apidocs.polyproto.org/",
				Says: "An error does not carry a stack trace.",
			},
			{
				ID: "core.gateway.resume", Level: requirement.May, Subject: requirement.Operator, Impact: requirement.Degraded,
				Profile: requirement.Gateway, Doc: "core", Section: "5", Link: "https://polyproto.org/docs/protocols/core/#5-gateway",
				Says: "A gateway may let a client resume.",
			},
			{
				ID: "core.extension.names", Level: requirement.Must, Subject: requirement.Extension, Impact: requirement.Interop,
				Profile: requirement.Federation, Doc: "core", Section: "9", Link: "https://polyproto.org/docs/protocols/core/#9-extensions",
				Says: "An extension has a name of its own.",
			},
		},
	}
	d.Contents = contents()
	d.Results = []Result{
		{
			Check: "discovery.well-known.version", Title: "names the versions that it speaks", Suite: "discovery",
			Requirements: []requirement.ID{"core.well-known.version"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Pass, DurationMS: ms(12),
			Readings: []Reading{{"A-033", "serial-is-decimal", "Serial numbers are written as decimal strings.", false}},
		},
		{
			Check: "identity.session.certificate-shared", Title: "refuses a certificate that another session has", Suite: "identity",
			Requirements: []requirement.ID{"core.idcert.reuse"}, Level: requirement.MustNot, Impact: requirement.Interop,
			Verdict: Fail, Detail: "The server took " + nasty,
			Expected: "a 4xx whose code is P2_CORE_…", Actual: "200 OK with " + nasty,
			Reproduce: &Reproduce{Command: "p2conform run --seed 42 --check identity.session.certificate-shared"},
			Exchanges: []Exchange{
				{
					Operation: "Session_keyTrial", Request: Message{Method: "GET", URL: "https://p2.example.com/.p2/core/v1/challenge", Headers: []string{"Accept: application/json"}},
					Response: &Message{Proto: "HTTP/3.0", Status: 200, Headers: []string{"Content-Type: application/json"}, Body: `{"challenge":"abc"}`}, DurationMS: ms(3),
				},
				{
					Decisive: true, Operation: "Session_new",
					Request: Message{
						Method: "POST", URL: "https://p2.example.com/.p2/core/v1/session?x=" + nasty,
						Headers: []string{"Authorization: Bearer [token 1]", "Content-Type: application/octet-stream"},
						Body:    "hexadecimal: 30820122300d06092a864886f70d01010105000382010f003082010a", Size: 4096,
					},
					Response: &Message{Status: 200, Headers: []string{"Content-Type: text/html", "X-Nasty: " + nasty}, Body: nasty + "\n" + long},
					Schema:   []string{"response body: property \"cert\" is missing", "response header X-Nasty: " + nasty}, DurationMS: ms(40),
				},
			},
			Left: 3, DurationMS: ms(1500),
		},
		{
			Check: "identity.session-id.too-long", Title: "rejects an ID-CSR whose session ID is longer than 32 characters", Suite: "identity",
			Requirements: []requirement.ID{"core.idcert.session-id.length", "core.unlisted"}, Level: requirement.Must, Impact: requirement.Security,
			Verdict: Fail, Detail: "With 33 characters the server still issued a certificate.",
			Expected: "a 4xx", Actual: "no answer within 30s",
			Reproduce: &Reproduce{
				Command: "p2conform run --seed 42 --check identity.session-id.too-long",
				Curl:    `curl -X POST 'https://p2.example.com/.p2/core/v1/session/idcert' -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' --data-raw '{"csr":"…","note":"a body that is long enough to be wider than any terminal"}'`,
			},
			Exchanges: []Exchange{{
				Request: Message{Method: "POST", URL: "https://p2.example.com/.p2/core/v1/session/idcert", Headers: []string{"Content-Type: application/json"}, Body: `{"csr":"…"}`},
				Error:   "timeout awaiting response headers",
			}},
			DurationMS: ms(30000),
		},
		{
			Check: "migration.notice.sent", Title: "tells other servers that an actor moved", Suite: "migration",
			Requirements: []requirement.ID{"core.migration.notice"}, Level: requirement.Should, Impact: requirement.Degraded,
			Verdict: Warn, Tries: []Verdict{Warn, Pass}, Detail: "No notice arrived within 5s.", Expected: "a notice", Actual: "none", DurationMS: ms(5000),
		},
		{
			Check: "federation.error.no-trace", Title: "keeps stack traces to itself", Suite: "federation",
			Requirements: []requirement.ID{"api.error.form"}, Level: requirement.ShouldNot, Impact: requirement.Cosmetic,
			Verdict: Blocked, Detail: "The server never answered with an error.", BlockedBy: "identity.session-id.too-long",
			Exchanges: []Exchange{
				{At: "p2cone.peers.p2.example", Event: "issues an ID-Cert to " + nasty},
				{
					Request:  Message{Method: "POST", URL: "https://p2.example.com/.p2/core/v1/session/auth", Headers: []string{"Content-Type: application/json"}, Body: `{}`},
					Response: &Message{Status: 403}, Decisive: true, DurationMS: ms(9),
				},
				{
					At:      "p2cone.peers.p2.example",
					Request: Message{Method: "GET", URL: "https://p2cone.peers.p2.example/.p2/core/v1/idcert/server?x=" + nasty}, Response: &Message{Status: 200}, DurationMS: ms(2),
				},
				{
					At:      "p2ctwo.peers.p2.example",
					Request: Message{Method: "GET", URL: "https://p2ctwo.peers.p2.example/.well-known/polyproto-core"}, Error: "the home server ended the connection", DurationMS: ms(2),
				},
			},
		},
		{
			Check: "federation.extension.named", Title: "names its extensions", Suite: "federation",
			Requirements: []requirement.ID{"core.extension.names"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Untested, Detail: "The driver cannot install an extension.",
		},
		{
			Check: "gateway.resume", Title: "lets a client resume", Suite: "gateway",
			Requirements: []requirement.ID{"core.gateway.resume"}, Level: requirement.May, Impact: requirement.Degraded,
			Verdict: NotApplicable, Detail: "The server has no gateway.",
		},
		{
			Check: "federation.key.rotated", Title: "notices that another server's key changed", Suite: "federation",
			Requirements: []requirement.ID{"core.extension.names"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Error, Detail: "The peer could not listen: " + nasty, DurationMS: ms(7),
		},
		{
			Check: "identity.issued.version", Title: "issues ID-Certs of X.509 version 3", Suite: "identity",
			Requirements: []requirement.ID{"core.idcert.session-id.length"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Fail, Waived: &known, Expected: "version 3", Actual: "version 1", DurationMS: ms(7),
		},
	}
	for _, topic := range []string{"code", "form", "language", "status"} {
		d.Results = append(d.Results, Result{
			Check: "federation.error." + topic, Title: "answers errors with the right " + topic, Suite: "federation",
			Requirements: []requirement.ID{"core.extension.names"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Blocked, Detail: "No error came for the " + topic + ": " + nasty, BlockedBy: "identity.session-id.too-long",
		}, Result{
			Check: "federation.extension." + topic, Title: "has extensions with a " + topic, Suite: "federation",
			Requirements: []requirement.ID{"core.extension.names"}, Level: requirement.Must, Impact: requirement.Interop,
			Verdict: Untested, Detail: "The driver cannot install an extension, and says " + nasty,
		})
	}
	d.Count()
	return d
}
