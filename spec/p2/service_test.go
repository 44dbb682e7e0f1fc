package p2

import (
	"errors"
	"testing"
)

func TestParseService(t *testing.T) {
	want := Service{Name: "chat", URL: "https://p2.example", Primary: true}
	for _, text := range []string{
		`{"service":"chat","url":"https://p2.example","primary":true}`,
		` {"primary":true,"url":"https://p2.example","more":[1],"service":"chat"} `,
	} {
		if got, err := ParseService([]byte(text)); err != nil || got != want {
			t.Errorf("%s is read as %v (%v), want %v", text, got, err, want)
		}
	}
	for text, why := range map[string]string{
		``:                                       "JSON: unexpected EOF",
		`[]`:                                     "an array instead of an object",
		`{"url":"x","primary":true}`:             "service is missing",
		`{"service":1,"url":"x","primary":true}`: "service is a number",
		`{"service":"chat","primary":true}`:      "url is missing",
		`{"service":"chat","url":null,"primary":true}`:          "url is null",
		`{"service":"chat","url":"x"}`:                          "primary is missing",
		`{"service":"chat","url":"x","primary":"true"}`:         "primary is a string",
		`{"service":"chat","url":"x","primary":1}`:              "primary is a number",
		`{"service":"chat","service":"b","url":"","primary":1}`: "twice",
	} {
		if got, err := ParseService([]byte(text)); !matches(err, why) {
			t.Errorf("%s is read as %v (%v), want an error that says %q", text, got, err, why)
		}
	}
	if _, err := ParseService([]byte(`{"service":{"inner":"chat"},"url":"x","primary":true}`)); !errors.Is(err, ErrNameObject) {
		t.Errorf("a name in an object is read with the error %v", err)
	}
}

func TestParseServices(t *testing.T) {
	list, err := ParseServices([]byte(`[{"service":"chat","url":"https://a.example","primary":true},{"service":"mail","url":"https://b.example","primary":false}]`))
	if err != nil || len(list) != 2 || list[0].Name != "chat" || list[1].Name != "mail" || list[1].Primary {
		t.Errorf("two services are read as %v (%v)", list, err)
	}
	if list, err := ParseServices([]byte(`[]`)); err != nil || len(list) != 0 {
		t.Errorf("an empty list is read as %v (%v)", list, err)
	}
	for text, why := range map[string]string{
		`{}`:      "an object instead of an array",
		`null`:    "null instead of an array",
		`[{}]`:    "entry 0",
		`[null]`:  "entry 0",
		`[`:       "JSON",
		"[\"\xff": "UTF-8",
	} {
		if got, err := ParseServices([]byte(text)); !matches(err, why) {
			t.Errorf("%s is read as %v (%v), want an error that says %q", text, got, err, why)
		}
	}
}
