package driver

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/client"
)

// The places of the auth extension's routes that are known: the draft
// names a base path and no routes; the one server that has them leaves the
// version out.
const (
	AuthBase   = "/.p2/auth"
	AuthBaseV1 = "/.p2/auth/v1"
)

// Auth drives a target by the auth extension's registration and login, with the
// members of the one server that has them: localName, password, tosConsent.
type Auth struct {
	Unable
	// Base is AuthBase or AuthBaseV1; empty where it is yet to be found.
	Base string
}

// Name names the driver by its routes.
func (a Auth) Name() string { return "auth " + a.Base }

// Capabilities are what the extension has, and its reading that the password is
// the second factor.
func (a Auth) Capabilities() Capabilities { return Capabilities{Register, Login, SecondFactor} }

// SecondFactor is the password.
func (a Auth) SecondFactor(_ context.Context, _ *client.Client, account Account) (Factor, error) {
	return Factor{Value: account.Password}, nil
}

// Register posts to the registration route. The actor is accepted by a 2xx that
// carries a token or its federation ID; any other body is no registration.
func (a Auth) Register(ctx context.Context, c *client.Client, name, password string) Registration {
	return a.post(ctx, c, "/register", map[string]any{
		"localName": name, "password": password, "tosConsent": true,
	})
}

// RegisterWith posts an ID-CSR in PEM as well, as the draft's diagram has it.
func (a Auth) RegisterWith(ctx context.Context, c *client.Client, name, password, csr string) Registration {
	return a.post(ctx, c, "/register", map[string]any{
		"localName": name, "password": password, "tosConsent": true, "csr": csr,
	})
}

// Login posts to the login route.
func (a Auth) Login(ctx context.Context, c *client.Client, name, password, csr string) Registration {
	in := map[string]any{"localName": name, "password": password}
	if csr != "" {
		in["csr"] = csr
	}
	return a.post(ctx, c, "/login", in)
}

func (a Auth) post(ctx context.Context, c *client.Client, route string, in map[string]any) Registration {
	return postAccount(ctx, c, a.Base+route, in)
}

// postAccount sends an account, and reads what the known servers answer.
func postAccount(ctx context.Context, c *client.Client, path string, in map[string]any) Registration {
	body, err := json.Marshal(in)
	if err != nil {
		return failed(fmt.Errorf("write an account as JSON: %w", err))
	}
	res := c.Do(ctx, client.Request{
		Method: http.MethodPost, Path: path,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   body,
	})
	out := Registration{Response: res}
	if !res.OK() {
		out.Why = answered(res)
		return out
	}
	var got struct {
		Token        string `json:"token"`
		Cert         string `json:"id_cert"`
		FederationID string `json:"federationId"`
		FID          string `json:"fid"`
	}
	if err := json.Unmarshal(res.Body, &got); err != nil {
		out.Why = fmt.Sprintf("POST %s answered %d with a body that is no JSON object", path, res.Status)
		return out
	}
	out.Token, out.Cert = got.Token, got.Cert
	out.Accepted = got.Token != "" || got.FederationID != "" || got.FID != ""
	if !out.Accepted {
		out.Why = fmt.Sprintf("POST %s answered %d without a token and without a federation ID", path, res.Status)
	}
	return out
}

func answered(res *client.Response) string {
	e := res.Exchange
	if res.Err != nil {
		return fmt.Sprintf("%s %s got no answer: %v", e.Request.Method, e.Request.Path, res.Err)
	}
	return fmt.Sprintf("%s %s answered %d", e.Request.Method, e.Request.Path, res.Status)
}

// Detect finds the routes of the auth extension on a target by registering the
// named actor, below the given bases or, without any, the known ones. It returns
// the driver that worked with what it got, or says what each place answered.
func Detect(ctx context.Context, c *client.Client, name, password string, bases ...string) (Auth, Registration, error) {
	bases = slices.DeleteFunc(bases, func(base string) bool { return base == "" })
	if len(bases) == 0 {
		bases = []string{AuthBase, AuthBaseV1}
	}
	var tried string
	for _, base := range bases {
		d := Auth{Base: base}
		r := d.Register(ctx, c, name, password)
		if r.Accepted {
			return d, r, nil
		}
		if tried != "" {
			tried += "; "
		}
		tried += r.Why
	}
	return Auth{}, Registration{}, fmt.Errorf("no route registers actors: %s", tried)
}
