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
	"github.com/p2conform/p2conform/spec/p2"
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
		err := taken(ctx, Options{URL: u, HTTP: h, Log: log, Name: "gateway"})
		var refused *Refused
		if errors.As(err, &refused) && refused.Status >= 300 && refused.Status < 400 { // to the path with a slash
			u = At(api, place+"/")
			err = taken(ctx, Options{URL: u, HTTP: h, Log: log, Name: "gateway"})
		}
		if err == nil {
			return u, nil
		}
		tried = append(tried, place)
		if !errors.As(err, &refused) {
			return nil, err
		}
	}
	return nil, fmt.Errorf("no WebSocket connection is taken at %s", strings.Join(tried, ", "))
}

// taken says why a place takes no connection; nil where it does.
func taken(ctx context.Context, o Options) error {
	ctx, cancel := context.WithTimeout(ctx, finding)
	defer cancel()
	c, err := Dial(ctx, o)
	if err == nil {
		c.Leave(p2.CloseNormal)
	}
	return err
}

// At is a place below the URL of the API, with the scheme of WebSocket.
func At(api *url.URL, place string) *url.URL {
	u := *api
	u.Scheme = map[string]string{"http": "ws", "https": "wss"}[api.Scheme]
	u.Path, u.RawPath = strings.TrimSuffix(api.Path, "/")+place, ""
	return &u
}
