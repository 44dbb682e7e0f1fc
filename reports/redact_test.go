package reports

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestRedactorString(t *testing.T) {
	type secret struct {
		kind Kind
		text string
	}
	for name, c := range map[string]struct {
		secrets  []secret
		in, want string
	}{
		"none known":       {nil, "plain text", "plain text"},
		"in a sentence":    {[]secret{{Token, "s3cr3t"}}, "got s3cr3t back", "got [token 1] back"},
		"numbers per kind": {[]secret{{Token, "tok-a"}, {Password, "pass-a"}, {Token, "tok-b"}}, "tok-b pass-a tok-a", "[token 2] [password 1] [token 1]"},
		"added twice":      {[]secret{{Token, "tok-a"}, {Password, "tok-a"}, {Token, "tok-b"}}, "tok-a tok-b", "[token 1] [token 2]"},
		"the empty one":    {[]secret{{Token, ""}, {Token, "tok-a"}}, "tok-a", "[token 1]"},
		"one in another":   {[]secret{{Token, "abcd"}, {Token, "xabcdx"}}, "xabcdx abcd", "[token 2] [token 1]"},
		"its start":        {[]secret{{Token, "abcd"}, {Token, "abcdef"}}, "abcdef", "[token 2]"},
		"overlapping":      {[]secret{{Token, "abcdef"}, {Token, "defghij"}}, "<abcdefghij>", "<[token 2]>"},
		"three in a chain": {[]secret{{Token, "aabbcc"}, {Token, "ccddee"}, {Token, "eeffgghh"}}, "aabbccddeeffgghh", "[token 3]"},
		"side by side":     {[]secret{{Token, "abcd"}}, "abcdabcd", "[token 1][token 1]"},
		"in its own label": {[]secret{{Token, "token"}, {Token, "oken 1"}}, "a token", "a [token 1]"},
		"second factor":    {[]secret{{SecondFactor, "123456"}}, `{"code":123456}`, `{"code":[second factor 1]}`},
		"cut short":        {[]secret{{Token, "s3cr3t-value"}}, "got s3cr3t… and s3cr...", "got [token 1]… and [token 1]..."},
		"cut short, long":  {[]secret{{Token, strings.Repeat("0123456789abcdef", 4)}}, "01234567… 0123…", "[token 1]… 0123…"},
		"not cut short":    {[]secret{{Token, "s3cr3t-value"}}, "got s3cr3t", "got s3cr3t"},

		"short, in a word":          {[]secret{{Password, "ab"}}, "a cab, tabs, ab", "a cab, tabs, ab"},
		"short, as a whole":         {[]secret{{Password, "ab"}}, "ab", "[password 1]"},
		"short, as JSON":            {[]secret{{Password, "ab"}}, `{"p":"ab","q":"abc"}`, `{"p":"[password 1]","q":"abc"}`},
		"short, as JSON in quotes":  {[]secret{{Password, "ab"}}, `body "{\"p\":\"ab\"}"`, `body "{\"p\":\"[password 1]\"}"`},
		"short, as a header":        {[]secret{{Password, "ab"}}, "X-Pw: ab\nX: abc", "X-Pw: [password 1]\nX: abc"},
		"short, in a query":         {[]secret{{Password, "ab"}}, "/?p=ab&q=abc&r=ab", "/?p=[password 1]&q=abc&r=[password 1]"},
		"short, in a query in text": {[]secret{{Password, "ab"}}, "POST /?p=ab failed", "POST /?p=[password 1] failed"},
		"short, escaped":            {[]secret{{Password, "a&"}}, "/?p=a%26&q=x", "/?p=[password 1]&q=x"},
		"short, in letters":         {[]secret{{Password, "äöü"}}, `"äöü" xäöüx`, `"[password 1]" xäöüx`},
	} {
		t.Run(name, func(t *testing.T) {
			var r Redactor
			for _, s := range c.secrets {
				r.Add(s.kind, s.text)
			}
			got := r.String(c.in)
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if again := r.String(got); again != got {
				t.Errorf("a second time it is %q", again)
			}
		})
	}
}

// secrets that look different in every form.
var oddSecrets = []string{
	`p/a?s&s=w+o r"d<\>'%` + "\n", "ünï→cödé-pass", "plain-token-0123456789", "-----BEGIN K-----\nMIIB/+A=\n-----END K-----",
}

func TestRedactorFindsEveryForm(t *testing.T) {
	quoted := func(s string) string {
		b, _ := json.Marshal(s)
		return string(b)
	}
	for i, s := range oddSecrets {
		for name, form := range map[string]func(string) string{
			"query":            url.QueryEscape,
			"path":             url.PathEscape,
			"query, lower":     func(s string) string { return lowerPercents(url.QueryEscape(s)) },
			"JSON":             quoted,
			"JSON in JSON":     func(s string) string { return quoted(quoted(s)) },
			"JSON in Go":       func(s string) string { return fmt.Sprintf("%q", quoted(s)) },
			"JSON in a query":  func(s string) string { return url.QueryEscape(quoted(s)) },
			"Go, ASCII":        func(s string) string { return fmt.Sprintf("%+q", s) },
			"HTML":             html.EscapeString,
			"shell":            func(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" },
			"base64":           func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) },
			"base64, raw":      func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) },
			"base64, URL":      func(s string) string { return base64.URLEncoding.EncodeToString([]byte(s)) },
			"base64, raw URL":  func(s string) string { return base64.RawURLEncoding.EncodeToString([]byte(s)) },
			"base64 in query":  func(s string) string { return url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(s))) },
			"hexadecimal":      func(s string) string { return hex.EncodeToString([]byte(s)) },
			"HEXADECIMAL":      func(s string) string { return strings.ToUpper(hex.EncodeToString([]byte(s))) },
			"itself, repeated": func(s string) string { return s + s },
		} {
			t.Run(fmt.Sprintf("%d/%s", i, name), func(t *testing.T) {
				var r Redactor
				r.Add(Token, s)
				got := r.String("before " + form(s) + " after")
				left := strings.NewReplacer("[token 1]", "", `"`, "", `\`, "", `'`, "", "%22", "").Replace(got)
				if left != "before  after" {
					t.Errorf("%q is left of it", got)
				}
			})
		}
	}
}

// In longer base64 text only the outermost characters, which depend on the
// neighbours, may be left.
func TestRedactorFindsBase64InBase64(t *testing.T) {
	const s = "plain-token-0123456789"
	for before := range 4 {
		for after := range 4 {
			var r Redactor
			r.Add(Token, s)
			in := base64.StdEncoding.EncodeToString([]byte(strings.Repeat("u", before) + s + strings.Repeat("v", after)))
			got := r.String(in)
			head, tail, ok := strings.Cut(got, "[token 1]")
			if !ok || len(head) > (before+2)/3*4 || len(tail) > 4+(after+2)/3*4 {
				t.Errorf("%d bytes before, %d after: %q is left of %q", before, after, got, in)
			}
		}
	}
}

func TestRedactorHeaders(t *testing.T) {
	var r Redactor
	r.Add(Token, "known-token")
	for _, c := range []struct{ in, want string }{
		{"Authorization: Bearer abc.def", "Authorization: Bearer [masked]"},
		{"Authorization: Bearer known-token", "Authorization: Bearer [token 1]"},
		{"Authorization: Bearer known-token and-more", "Authorization: Bearer [masked]"},
		{"Authorization: abc def", "Authorization: [masked]"},
		{"authorization:Basic dTpw", "authorization:Basic [masked]"},
		{"Authorization: Bearer", "Authorization: [masked]"},
		{"Authorization:", "Authorization:"},
		{"X-P2-Sensitive-Solution: 123 456", "X-P2-Sensitive-Solution: [masked]"},
		{"Cookie: a=b; c=known-token", "Cookie: [masked]"},
		{"Set-Cookie: sid=1; HttpOnly", "Set-Cookie: [masked]"},
		{"Proxy-Authorization: Basic x", "Proxy-Authorization: Basic [masked]"},
		{"Accept: text/html", "Accept: text/html"},
		{"GET / HTTP/1.1\r\nCookie: a=b\r\nAccept: */*", "GET / HTTP/1.1\r\nCookie: [masked]\r\nAccept: */*"},
		{"> Authorization: Bearer a b\n> Accept: x", "> Authorization: Bearer [masked]\n> Accept: x"},
		{`curl -H 'Authorization: Bearer a b' -H 'Accept: x'`, `curl -H 'Authorization: Bearer [masked]' -H 'Accept: x'`},
		{`curl -H 'Cookie: a='\''b'\''; c' -v`, `curl -H 'Cookie: [masked]' -v`},
		{`curl -H "Authorization: Bearer $TOKEN" -v`, `curl -H "Authorization: Bearer $TOKEN" -v`},
		{`curl -H "X-P2-Sensitive-Solution: ${SOLUTION}"`, `curl -H "X-P2-Sensitive-Solution: ${SOLUTION}"`},
		{`{"Authorization":"Bearer abc","x":1}`, `{"Authorization":"Bearer [masked]","x":1}`},
		{`{"Authorization": ["Bearer a\"bc"]}`, `{"Authorization": ["Bearer [masked]"]}`},
		{`"{\"cookie\":\"abc\",\"x\":1}"`, `"{\"cookie\":\"[masked]\",\"x\":1}"`},
		{`map[Authorization:[Bearer abc] X:[y]]`, `map[Authorization:[Bearer [masked]] X:[y]]`},
		{`with Authorization: Bearer abc it said 200`, `with Authorization: Bearer [masked] it said 200`},
		{`with Authorization: Bearer known-token it said 200`, `with Authorization: Bearer [token 1] it said 200`},
		{"no cookies: none", "no cookies: none"},
	} {
		got := r.String(c.in)
		if got != c.want {
			t.Errorf("%q:\n got %q\nwant %q", c.in, got, c.want)
		}
		if again := r.String(got); again != got {
			t.Errorf("%q a second time is %q", got, again)
		}
	}
	for _, c := range []struct{ name, value, want string }{
		{"authorization", "Bearer abc", "Bearer [masked]"},
		{"COOKIE", "a=b", "[masked]"},
		{"X-Other", "known-token", "[token 1]"},
		{"X-Other", "value", "value"},
	} {
		if got := r.Header(c.name, c.value); got != c.want {
			t.Errorf("%s: %s is %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestRedactorCutBody(t *testing.T) {
	var r Redactor
	r.Add(Token, "s3cr3t-value")
	d := &Document{Results: []Result{{Exchanges: []Exchange{
		{Request: Message{Body: `{"token":"s3cr3t-`}, Response: &Message{Body: `{"token":"s3cr3t-`, Size: 5000}},
	}}}}
	r.Document(d)
	x := d.Results[0].Exchanges[0]
	if want := `{"token":"[token 1]`; x.Response.Body != want {
		t.Errorf("the cut body is %q, want %q", x.Response.Body, want)
	}
	if want := `{"token":"s3cr3t-`; x.Request.Body != want {
		t.Errorf("the whole body is %q, want %q", x.Request.Body, want)
	}
}

func TestRedactorKeepsReportsReadable(t *testing.T) {
	d := full()
	var r Redactor
	r.Add(Password, "json")
	r.Document(d)
	var b bytes.Buffer
	if err := JSON(&b, d); err != nil {
		t.Fatal(err)
	}
	if _, err := Decode(&b); err != nil {
		t.Error(err)
	}
}

func TestRedactorConcurrently(t *testing.T) {
	var r Redactor
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 20 {
				s := fmt.Sprintf("secret-%d-%d", i, j)
				r.Add(Token, s)
				if got := r.String("<" + s + ">"); !strings.HasPrefix(got, "<[token ") {
					t.Errorf("%q is left of %q", got, s)
				}
			}
		})
	}
	wg.Wait()
}

// fill puts text into every string that a value can hold, one element into every
// list, and valid values into what is no string.
func fill(v reflect.Value, text func() string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
		if v.Type() == reflect.TypeFor[Verdict]() {
			v.SetInt(int64(Fail))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), text)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), text)
		fill(v.Index(1), text)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			if isOurs(v.Type().Field(i)) {
				fill(v.Field(i), func() string { return "ours" })
			} else {
				fill(v.Field(i), text)
			}
		}
	default:
		panic("fill does not know " + v.Type().String())
	}
}

func TestNoRendererLeaksASecret(t *testing.T) {
	for i, secret := range oddSecrets {
		var r Redactor
		r.Add(Token, secret)
		d := &Document{}
		n := 0
		// Each string holds the secret in another form.
		all := forms(secret)
		fill(reflect.ValueOf(d).Elem(), func() string {
			n++
			return fmt.Sprintf("planted %s %s.", secret, all[n%len(all)])
		})
		if n < 90 {
			t.Fatalf("only %d strings were filled", n)
		}
		r.Document(d)
		left := 0
		rewrite(reflect.ValueOf(d).Elem(), func(s string) string {
			if want := "planted [token 1] [token 1]."; s != want {
				t.Errorf("secret %d: a string is %q", i, s)
			}
			left++
			return s
		})
		if left != n {
			t.Errorf("%d strings were filled, %d looked at", n, left)
		}
		for name, render := range everyRenderer() {
			var b bytes.Buffer
			if err := render(&b, d); err != nil {
				t.Fatal(err)
			}
			for _, f := range all {
				if strings.Contains(b.String(), f) {
					t.Errorf("%s holds secret %d as %q", name, i, f)
				}
			}
			if !strings.Contains(b.String(), "token 1") {
				t.Errorf("%s does not show the label", name)
			}
		}
	}
}

// Without a redactor every renderer shows what was planted, so that the test
// above looks at something.
func TestPlantedSecretsShow(t *testing.T) {
	d := &Document{}
	fill(reflect.ValueOf(d).Elem(), func() string { return "planted-secret" })
	for name, render := range everyRenderer() {
		var b bytes.Buffer
		if err := render(&b, d); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), "planted-secret") {
			t.Errorf("%s does not show it", name)
		}
	}
}

func BenchmarkRedactor(b *testing.B) {
	var r Redactor
	for i := range 1000 {
		r.Add(Token, fmt.Sprintf("eyJhbGciOiJFZERTQSJ9.%040d", i))
	}
	body := strings.Repeat(`{"message":"an ordinary body eyJhbGciOiJ of a server"}`, 20_000)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		r.String(body)
	}
}
