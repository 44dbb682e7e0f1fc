package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Places are where a gateway is looked for, below the URL of the API: no text says
// where it is.
var Places = []string{CorePlace, "/.p2/core/gateway", "/gateway"}

// CorePlace is the place below the core path.
const CorePlace = client.Base + "/gateway"

// finding is how long each place may take to answer.
const finding = 5 * time.Second

// Find looks for the gateway of a server whose API is below a URL. The error says
// where there is none.
func Find(ctx context.Context, api *url.URL, h *http.Client, log *client.Log) (*url.URL, error) {
	var tried []string
	for _, place := range Places {
		u := At(api, place)
		c, err := dialFor(ctx, Options{URL: u, HTTP: h, Log: log, Name: "gateway"})
		if err == nil {
			c.Leave(1000)
			return u, nil
		}
		tried = append(tried, place)
		var refused *Refused
		if !errors.As(err, &refused) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("no WebSocket connection is taken at %s", strings.Join(tried, ", "))
}

func dialFor(ctx context.Context, o Options) (*Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, finding)
	defer cancel()
	return Dial(ctx, o)
}

// At is a place below the URL of the API, with the scheme of WebSocket.
func At(api *url.URL, place string) *url.URL {
	u := *api
	u.Scheme = map[string]string{"http": "ws", "https": "wss"}[api.Scheme]
	u.Path, u.RawPath = strings.TrimSuffix(api.Path, "/")+place, ""
	return &u
}
