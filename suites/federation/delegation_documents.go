package federation

import (
	"context"
	"io"
	"net/http"
	"strings"

	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/peer"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/catalog/core"
	"github.com/p2conform/p2conform/spec/requirement"
)

// delegationDocuments is about well-known documents that lead nowhere: nobody can say
// then who the actor is. The API is not found under the visible domain name.
var delegationDocuments = []check.Check{
	refusesDocuments("absent", "gives no token where neither the API nor the well-known document of the actor's domain name is found",
		map[string]http.HandlerFunc{
			"answered with 404": http.NotFound,
			"answered with 500": status(http.StatusInternalServerError),
			"answered with 204": status(http.StatusNoContent),
			"not answered":      peer.HangUp,
		}),
	refusesDocuments("not-json", "gives no token where the well-known document of the actor's domain name is no JSON",
		map[string]http.HandlerFunc{
			"an empty body":     text(""),
			"a page":            text("<!doctype html><title>Welcome</title><h1>It works!</h1>"),
			"JSON cut short":    text(`{"api":"https:`),
			"bytes of no text":  text("\xff\xfe\x00{"),
			"brackets in mass":  text(strings.Repeat("[", 100_000)),
			"a text and a page": text("\"api\"\r\n<html>"),
		}),
	refusesDocuments("no-api", "gives no token where the well-known document of the actor's domain name has no api",
		map[string]http.HandlerFunc{
			"an empty object":            text(`{}`),
			"an object of other members": text(`{"name":"home"}`),
			"a list":                     text(`[]`),
			"null":                       text(`null`),
			"a string":                   text(`"api"`),
			"a number":                   text(`42`),
		}),
	refusesDocuments("api-type", "gives no token where api in the well-known document of the actor's domain name is no string",
		map[string]http.HandlerFunc{
			"api is a number":    text(`{"api":5}`),
			"api is null":        text(`{"api":null}`),
			"api is true":        text(`{"api":true}`),
			"api is a list":      text(`{"api":[]}`),
			"api is an object":   text(`{"api":{}}`),
			"api is a nest":      text(`{"api":` + strings.Repeat(`{"api":`, 1000) + `1` + strings.Repeat(`}`, 1000) + `}`),
			"api is a big float": text(`{"api":1e400}`),
		}),
	refusesDocuments("api-value", "gives no token where api in the well-known document of the actor's domain name is no address",
		map[string]http.HandlerFunc{
			"api is empty":                 text(`{"api":""}`),
			"api is a blank":               text(`{"api":" "}`),
			"api is a slash":               text(`{"api":"/"}`),
			"api is a path":                text(`{"api":"/.p2/core/"}`),
			"api is a scheme":              text(`{"api":"https://"}`),
			"api has no host":              text(`{"api":"https:///.p2/core/"}`),
			"api is a separator":           text(`{"api":"://"}`),
			"api is a bad escape":          text(`{"api":"https://%zz/.p2/core/"}`),
			"api has a blank in its host":  text(`{"api":"https://no where/.p2/core/"}`),
			"api has an open bracket":      text(`{"api":"https://[::1/.p2/core/"}`),
			"api has a port of letters":    text(`{"api":"https://nobody.p2.example:https/.p2/core/"}`),
			"api has a port that is large": text(`{"api":"https://nobody.p2.example:99999/.p2/core/"}`),
			"api has a NUL":                text(`{"api":"https://nobody\u0000.p2.example/.p2/core/"}`),
			"api has a line break":         text(`{"api":"https://nobody.p2.example/\r\nHost: nobody/.p2/core/"}`),
			"api has a long host":          text(`{"api":"https://` + strings.Repeat("nobody.", 5000) + `p2.example/.p2/core/"}`),
		}),
	{
		ID:      "federation.delegation.itself",
		Title:   "gives no token where the well-known document of the actor's domain name leads back to it and its API is not found",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			f := followed(ctx, t)
			home := t.NewPeer()
			host(t, home, peer.Hosting{Document: func(w http.ResponseWriter, r *http.Request, _ string) {
				f.write(w, r, "https://"+home.Domain+"/.p2/core/")
			}})
			t.RefusesLogin(ctx, t.NewForeigner(home), "a well-known document that leads back to the same domain name, where nobody serves the API", direct)
		},
	},
	{
		ID:      "federation.delegation.chain",
		Title:   "goes from well-known document to well-known document, or not, as it reads the text",
		Decides: []requirement.Requirement{core.FIDClaimVerified},
		Probes:  []ambiguity.Entry{ambiguity.DelegationChain},
		Needs:   needs,
		Run: func(ctx context.Context, t *check.T) {
			direct := t.NewForeigner(t.NewPeer())
			f := followed(ctx, t)
			home, via := t.NewPeer(), t.NewLabel()
			between := t.Target().Peers.Name(via)
			host(t, home, peer.Hosting{Via: via, Document: func(w http.ResponseWriter, r *http.Request, api string) {
				if !strings.EqualFold(r.Host, between) {
					api = "https://" + between + "/.p2/core/"
				}
				f.write(w, r, api)
			}})
			reading := "one-step"
			if t.LogsInOrNot(ctx, t.NewForeigner(home), "an actor of a home server to which two well-known documents lead, one to the other", direct) {
				reading = "followed"
			}
			t.LogIn(ctx, direct)
			t.Took(ambiguity.DelegationChain, reading)
			t.Hold(nil)
		},
	},
}

// refusesDocuments makes a check that an actor gets no token whose domain name has
// such a document alone. Its control is an actor of another home server whose
// document leads to its API.
func refusesDocuments(id, title string, documents map[string]http.HandlerFunc) check.Check {
	return check.Check{
		ID: "federation.delegation.document-" + id, Title: title,
		Decides: []requirement.Requirement{core.FIDClaimVerified}, Needs: needs,
		Run: func(ctx context.Context, t *check.T) {
			f := followed(ctx, t)
			right := t.NewForeigner(host(t, t.NewPeer(), peer.Hosting{Document: f.write}))
			for _, what := range sorted(documents) {
				home := host(t, t.NewPeer(), peer.Hosting{Document: always(documents[what])})
				t.GivesNoToken(ctx, t.LoggingIn(ctx, t.NewForeigner(home)), "an actor whose home server has this well-known document alone: "+what, right)
			}
			t.LogIn(ctx, right)
			t.Hold(nil)
		},
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// text answers 200 as if it were JSON.
func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, body) // who does not listen any more misses it
	}
}
