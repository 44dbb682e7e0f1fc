package driver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/p2conform/p2conform/harness/client"
)

// maxCaptured bounds one value that is taken out of an answer, in bytes.
const maxCaptured = 64 << 10

// from takes the value out of an answer.
func (c Capture) from(res *client.Response) (string, error) {
	value, err := c.find(res)
	switch {
	case err != nil:
		return "", err
	case value == "":
		return "", errors.New("it is empty")
	case len(value) > maxCaptured:
		return "", fmt.Errorf("it has more than %d bytes", maxCaptured)
	case !utf8.ValidString(value):
		return "", errors.New("it is no UTF-8")
	}
	return value, nil
}

func (c Capture) find(res *client.Response) (string, error) {
	switch {
	case c.JSON != "":
		return pointed(res.Body, c.JSON)
	case c.Header != "":
		return res.Header.Get(c.Header), nil
	case c.Cookie != "":
		for _, cookie := range (&http.Response{Header: res.Header}).Cookies() {
			if cookie.Name == c.Cookie {
				return cookie.Value, nil
			}
		}
		return "", fmt.Errorf("no cookie %q is set", c.Cookie)
	}
	re, err := regexp.Compile(c.Regexp)
	if err != nil {
		return "", err
	}
	found := re.FindSubmatch(res.Body)
	if found == nil {
		return "", fmt.Errorf("%q is not found in the body", c.Regexp)
	}
	return string(found[min(1, len(found)-1)]), nil
}

// pointed is the value at a JSON pointer (RFC 6901), as text.
func pointed(body []byte, pointer string) (string, error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var value any
	if err := d.Decode(&value); err != nil {
		return "", errors.New("the body is no JSON")
	}
	for _, part := range strings.Split(pointer, "/")[1:] {
		part = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
		switch v := value.(type) {
		case map[string]any:
			next, there := v[part]
			if !there {
				return "", fmt.Errorf("nothing is at %s", pointer)
			}
			value = next
		case []any:
			i, err := strconv.Atoi(part)
			if err != nil || i < 0 || i >= len(v) {
				return "", fmt.Errorf("nothing is at %s", pointer)
			}
			value = v[i]
		default:
			return "", fmt.Errorf("nothing is at %s", pointer)
		}
	}
	switch v := value.(type) {
	case string:
		return v, nil
	case json.Number:
		return v.String(), nil
	case bool:
		return strconv.FormatBool(v), nil
	}
	return "", fmt.Errorf("what is at %s is no text", pointer)
}

// maxShown bounds a message in a complaint, in bytes.
const maxShown = 300

// sent shows a request without the values that may be secrets.
func sent(r client.Request, known values) string {
	line := r.Method + " " + r.Path
	if len(r.Query) > 0 {
		line += "?" + r.Query.Encode()
	}
	if len(r.Body) > 0 {
		line += " " + string(r.Body)
	}
	return clipped(known.mask(line))
}

// got shows an answer in the same way.
func got(res *client.Response, known values) string {
	if res.Status == 0 {
		return "nothing"
	}
	line := strconv.Itoa(res.Status)
	if len(res.Body) > 0 {
		line += " " + string(res.Body)
	}
	return clipped(known.mask(line))
}

func clipped(text string) string {
	short := strings.ToValidUTF8(text[:min(len(text), maxShown)], "�")
	if len(text) > maxShown {
		short += "…"
	}
	return short
}
