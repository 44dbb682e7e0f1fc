package actor

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/spec/p2"
)

// AddService prepares making a service discoverable: API
// Registered_registerService.
func (s *Session) AddService(v p2.Service) *Call {
	call := s.Actor.call("Registered_registerService", http.MethodPost, "/services")
	JSONBody(map[string]any{"service": v})(call)
	call.SetToken(s.Token)
	call.accepted = func(res *client.Response) error {
		if _, err := p2.ParseService(res.Body); err != nil {
			return fmt.Errorf("the answer to the registration of a service is %d, but shows none: %w", res.Status, err)
		}
		return nil
	}
	return call
}

// RemoveServices prepares the removal of providers: API
// Registered_unregisterService.
func (s *Session) RemoveServices(providers ...p2.Service) *Call {
	call := s.Actor.call("Registered_unregisterService", http.MethodDelete, "/services")
	Providers(providers...)(call)
	call.SetToken(s.Token)
	call.rightFactor()
	return call
}

// Providers names the providers that a removal is about: URLs and names with
// commas between them.
func Providers(providers ...p2.Service) Change {
	urls, names := make([]string, len(providers)), make([]string, len(providers))
	for i, v := range providers {
		urls[i], names[i] = v.URL, v.Name
	}
	return func(c *Call) {
		Query("url", strings.Join(urls, ","))(c)
		Query("name", strings.Join(names, ","))(c)
	}
}

// SetPrimary prepares making a provider the primary one of its service: API
// Registered_setPrimaryProvider.
func (s *Session) SetPrimary(v p2.Service) *Call {
	call := s.Actor.call("Registered_setPrimaryProvider", http.MethodPut, "/services/primary")
	JSONBody(map[string]any{"url": v.URL, "name": v.Name})(call)
	call.SetToken(s.Token)
	call.rightFactor()
	call.accepted = services
	return call
}

// Services prepares the request for all services of the actor: API
// Unregistered_getServicesOfActor. It needs no token.
func (a *Actor) Services() *Call { return a.ServicesOf(a.FID.String()) }

// ServicesOf prepares the same for any federation ID, written as given.
func (a *Actor) ServicesOf(fid string) *Call {
	call := a.call("Unregistered_getServicesOfActor", http.MethodGet, "/services/discover/"+a.InPath(fid))
	call.accepted = servicesOrNone
	return call
}

// Service prepares the request for the actor's providers of one service: API
// Unregistered_getSingleServiceOfActor. It needs no token.
func (a *Actor) Service(name string) *Call { return a.ServiceOf(a.FID.String(), name) }

// ServiceOf prepares the same for any federation ID, written as given.
func (a *Actor) ServiceOf(fid, name string) *Call {
	call := a.call("Unregistered_getSingleServiceOfActor", http.MethodGet,
		"/services/discover/"+a.InPath(fid)+"/"+url.PathEscape(name))
	call.accepted = servicesOrNone
	return call
}

// Limit bounds a discovery.
func Limit(n int) Change { return Query("limit", strconv.Itoa(n)) }

// services wants a list of them.
func services(res *client.Response) error {
	if _, err := p2.ParseServices(res.Body); err != nil {
		return fmt.Errorf("the answer is %d, but no list of services: %w", res.Status, err)
	}
	return nil
}

// servicesOrNone takes no content as well.
func servicesOrNone(res *client.Response) error {
	if res.Status == http.StatusNoContent {
		return nil
	}
	return services(res)
}

// JSONBody replaces the body of a call.
func JSONBody(v any) Change {
	body, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("actor: a body cannot be written: %v", err))
	}
	return func(c *Call) {
		Body(body)(c)
		Header("Content-Type", "application/json")(c)
	}
}
