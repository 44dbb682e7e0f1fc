package check_test

import (
	"bytes"
	"errors"
	"net/http"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/client"
)

func TestDecoded(t *testing.T) {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	small, bomb := w.EncodeAll([]byte("{}"), nil), w.EncodeAll(make([]byte, client.MaxBody+1), nil)
	var stream bytes.Buffer
	w, err = zstd.NewWriter(&stream, zstd.WithWindowSize(8<<20))
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.Write([]byte("{}")); err != nil {
		t.Fatal(err)
	}
	if err = errors.Join(w.Flush(), w.Close()); err != nil { // so that the window is not as small as the text
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, coding string
		body         []byte
		want         string // "" for a deviation
	}{
		{"plain", "", []byte("{}"), "{}"},
		{"called identity", "identity", []byte("{}"), "{}"},
		{"zstd", "zstd", small, "{}"},
		{"zstd in capitals", "ZSTD", small, "{}"},
		{"with the largest window", "zstd", stream.Bytes(), "{}"},
		{"called zstd only", "zstd", []byte("{}"), ""},
		{"cut off", "zstd", small[:len(small)-1], ""},
		{"larger than a body may be", "zstd", bomb, ""},
		{"not offered", "gzip", small, ""},
		{"twice", "zstd, zstd", small, ""},
	} {
		h := http.Header{}
		if tc.coding != "" {
			h.Set("Content-Encoding", tc.coding)
		}
		body, d := check.Decoded(h, tc.body)
		if (d == nil) != (tc.want != "") || d == nil && !bytes.Equal(body, []byte(tc.want)) {
			t.Errorf("%s: %d bytes, deviation %v", tc.name, len(body), d)
		}
	}
}
