package check

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/reports"
	"github.com/p2conform/p2conform/spec/openapi"
)

// learned lists what an exchange tells, as "kind=value", in order.
func learned(e *client.Exchange) []string {
	var got []string
	Secrets(func(kind reports.Kind, value string) {
		if value != "" {
			got = append(got, fmt.Sprintf("%s=%s", kind, value))
		}
	})(e)
	return got
}

func TestSecrets(t *testing.T) {
	header := func(pairs ...string) client.Request {
		h := http.Header{}
		for i := 0; i < len(pairs); i += 2 {
			h[pairs[i]] = append(h[pairs[i]], pairs[i+1])
		}
		return client.Request{Header: h}
	}
	login := openapi.Operation{ID: trialLogin}
	tests := []struct {
		name string
		e    *client.Exchange
		want []string
	}{
		{"bearer token", &client.Exchange{Request: header("Authorization", "Bearer tok-1")}, []string{"token=tok-1"}},
		{"token under another scheme", &client.Exchange{Request: header("Authorization", "Basic dXNlcg==")}, []string{"token=dXNlcg=="}},
		{"bare token", &client.Exchange{Request: header("Authorization", "tok-1")}, []string{"token=tok-1"}},
		{"scheme without a token", &client.Exchange{Request: header("Authorization", "Bearer")}, nil},
		{"scheme and spaces", &client.Exchange{Request: header("Authorization", "bearer  ")}, nil},
		{"second factor", &client.Exchange{Request: header("X-P2-Sensitive-Solution", "123456")}, []string{"second factor=123456"}},
		{"two of them, written otherwise", &client.Exchange{Request: header("x-p2-sensitive-solution", "123456", "x-p2-sensitive-solution", "654321")}, []string{"second factor=123456", "second factor=654321"}},
		{"another header", &client.Exchange{Request: header("X-Request-Id", "abc")}, nil},
		{"password sent", &client.Exchange{Request: client.Request{Body: []byte(`{"localName":"a","password":"pw-1"}`)}}, []string{"password=pw-1"}},
		{"token seen in a response only", &client.Exchange{Body: []byte(`{"id_cert":"c","token":"tok-2"}`)}, []string{"token=tok-2"}},
		{"other names", &client.Exchange{Body: []byte(`{"session_token":"a1","accessToken":"b2","refresh-token":"c3"}`)}, []string{"token=b2", "token=c3", "token=a1"}},
		{"second factor seen in a response only", &client.Exchange{Body: []byte(`{"totp":"999111"}`)}, []string{"second factor=999111"}},
		{"inside objects and lists", &client.Exchange{Body: []byte(`{"sessions":[{"token":"t1"},{"token":"t2"}]}`)}, []string{"token=t1", "token=t2"}},
		{"a token that is no text", &client.Exchange{Body: []byte(`{"token":5,"password":null}`)}, nil},
		{"an object in the place of a token", &client.Exchange{Body: []byte(`{"token":{"token":"t1"}}`)}, []string{"token=t1"}},
		{"no JSON", &client.Exchange{Body: []byte(`token=abc`)}, nil},
		{"text of a login", &client.Exchange{Body: []byte(" tok-3\n"), Status: 200, Operation: login, OperationKnown: true}, []string{"token=tok-3"}},
		{"digits of a login", &client.Exchange{Body: []byte("123456"), Status: 201, Operation: login, OperationKnown: true}, []string{"token=123456"}},
		{"quoted text of a login", &client.Exchange{Body: []byte(`"tok-3"`), Status: 200, Operation: login, OperationKnown: true}, []string{"token=tok-3"}},
		{"object of a login", &client.Exchange{Body: []byte(`{"token":"tok-3"}`), Status: 200, Operation: login, OperationKnown: true}, []string{"token=tok-3"}},
		{"refused login", &client.Exchange{Body: []byte("forbidden"), Status: 403, Operation: login, OperationKnown: true}, nil},
		{"text of another operation", &client.Exchange{Body: []byte("tok-3"), Status: 200}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := learned(tt.e); !slices.Equal(got, tt.want) {
				t.Errorf("learned %q, want %q", got, tt.want)
			}
		})
	}
}

// However much a target calls a secret, we learn no more than we can look for.
func TestSecretsAreBounded(t *testing.T) {
	many := `[` + strings.Repeat(`{"token":"abcdefgh"},`, 100_000) + `0]`
	if got := learned(&client.Exchange{Body: []byte(many)}); len(got) != maxSecrets {
		t.Errorf("learned %d secrets", len(got))
	}
	deep := strings.Repeat(`{"a":`, 5000) + `{"token":"t"}` + strings.Repeat(`}`, 5000)
	if got := learned(&client.Exchange{Body: []byte(deep)}); len(got) != 0 {
		t.Errorf("learned %q", got)
	}
	long := strings.Repeat("x", client.MaxBody)
	got := learned(&client.Exchange{Body: []byte(long), Status: 200, Operation: openapi.Operation{ID: trialLogin}, OperationKnown: true})
	if len(got) != maxSecret/secretPart {
		t.Errorf("learned %d parts", len(got))
	}
	for _, part := range got {
		if len(part) > secretPart+len("token=") {
			t.Errorf("a part has %d bytes", len(part))
		}
	}
}

// A long token is found again by its parts.
func TestLongSecretIsRedacted(t *testing.T) {
	var long strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&long, "%04d-", i)
	}
	r := &reports.Redactor{}
	Secrets(r.Add)(&client.Exchange{Body: []byte(`{"token":"` + long.String() + `"}`)})
	if got := r.String("it is " + long.String() + "."); strings.Contains(got, "0100-") || strings.Contains(got, "0999-") {
		t.Errorf("the token can be read: %.200q", got)
	}
}

func FuzzSecrets(f *testing.F) {
	f.Add([]byte(`{"token":"t","a":[{"password":"p"}]}`), "Bearer x")
	f.Add([]byte(`"tok"`), "Bearer")
	f.Fuzz(func(t *testing.T, body []byte, authorization string) {
		n := 0
		Secrets(func(_ reports.Kind, value string) {
			if n++; len(value) > secretPart {
				t.Errorf("a secret of %d bytes", len(value))
			}
		})(&client.Exchange{
			Request: client.Request{Header: http.Header{"Authorization": {authorization}}, Body: body},
			Body:    body, Status: 200, Operation: openapi.Operation{ID: trialLogin}, OperationKnown: true,
		})
		if most := (2*maxSecrets + 2) * maxSecret / secretPart; n > most {
			t.Errorf("%d secrets", n)
		}
	})
}
