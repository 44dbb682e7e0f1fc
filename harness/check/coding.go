package check

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/klauspost/compress/zstd"

	"github.com/p2conform/p2conform/harness/client"
)

// Decoded is a body without its content coding, which is zstd or none: no other
// is ever offered. It is no longer than a body may be that comes uncompressed,
// however large the window for it (RFC 9659 allows 8 MiB).
func Decoded(h http.Header, body []byte) ([]byte, *Deviation) {
	const want = "a body in the content coding zstd, or in none"
	switch coding := ContentCoding(h); coding {
	case "":
		return body, nil
	case "zstd":
		in, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxWindow))
		if err != nil {
			return nil, Deviates(want, "the body cannot be decompressed: %v", err)
		}
		defer in.Close()
		out, err := io.ReadAll(io.LimitReader(in, client.MaxBody+1))
		if err == nil && len(out) > client.MaxBody {
			err = fmt.Errorf("it is longer than %d bytes", client.MaxBody)
		}
		if err != nil {
			return nil, Deviates(want, "the body is called zstd, and cannot be decompressed: %v", err)
		}
		return out, nil
	default:
		return nil, Deviates(want, "a body in the content coding %q", coding)
	}
}

// MaxWindow is the largest window of a body in the content coding zstd, in bytes.
const MaxWindow = 8 << 20

// ContentCoding is that of an answer, in lower case; empty for none.
func ContentCoding(h http.Header) string {
	coding := strings.ToLower(strings.TrimSpace(strings.Join(h.Values("Content-Encoding"), ", ")))
	if coding == "identity" {
		return ""
	}
	return coding
}
