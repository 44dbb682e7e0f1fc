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

// accessParameter carries the access properties of an upload.
const accessParameter = "resourceAccessProperties"

// UploadResource prepares the upload of a resource, whose bytes are of a media type:
// API Registered_postResource. Its access properties are JSON.
func (s *Session) UploadResource(id string, body []byte, mediaType string, a p2.ResourceAccess) *Call {
	call := s.Actor.call("Registered_postResource", http.MethodPost, resourcePath(id))
	Body(body)(call)
	if mediaType != "" {
		call.Request.Header.Set("Content-Type", mediaType)
	}
	AccessAsJSON(a)(call)
	call.SetToken(s.Token)
	return call
}

// AccessAsJSON writes the access properties of an upload as JSON, percent-encoded
// once.
func AccessAsJSON(a p2.ResourceAccess) Change { return Query(accessParameter, string(accessJSON(a))) }

// AccessAsEscapedJSON does so percent-encoded twice.
func AccessAsEscapedJSON(a p2.ResourceAccess) Change {
	return Query(accessParameter, url.QueryEscape(string(accessJSON(a))))
}

// AccessAsParameters writes each member as a parameter of its own. The elements of a
// list have commas between them.
func AccessAsParameters(a p2.ResourceAccess) Change {
	return func(c *Call) {
		c.Request.Query.Del(accessParameter)
		for _, m := range accessMembers(a) {
			c.Request.Query.Set(m[0], strings.Join(m[1:], ","))
		}
	}
}

// AccessAsCommas writes names and values with commas between them. The elements of a
// list are values of the same name.
func AccessAsCommas(a p2.ResourceAccess) Change {
	var parts []string
	for _, m := range accessMembers(a) {
		for _, value := range m[1:] {
			parts = append(parts, m[0], value)
		}
	}
	return Query(accessParameter, strings.Join(parts, ","))
}

func accessJSON(a p2.ResourceAccess) []byte {
	text, err := json.Marshal(a)
	if err != nil {
		panic(fmt.Sprintf("actor: access properties cannot be written: %v", err))
	}
	return text
}

// accessMembers are the names of the members that are there, each with its values.
func accessMembers(a p2.ResourceAccess) [][]string {
	members := [][]string{{"private", strconv.FormatBool(a.Private)}, {"public", strconv.FormatBool(a.Public)}}
	if a.Allowed != nil {
		members = append(members, append([]string{"allowlist"}, a.Allowed...))
	}
	if a.Denied != nil {
		members = append(members, append([]string{"denylist"}, a.Denied...))
	}
	return members
}

// Resource prepares the retrieval of a resource: API Unregistered_getResource. It
// has no token.
func (a *Actor) Resource(id string) *Call {
	return a.call("Unregistered_getResource", http.MethodGet, resourcePath(id))
}

// Resource does the same with the token of a session.
func (s *Session) Resource(id string) *Call { return s.asked(s.Actor.Resource(id)) }

// ResourceInfo prepares the question for what a server tells about a resource: API
// Unregistered_getResourceInfos. It has no token.
func (a *Actor) ResourceInfo(id string) *Call {
	call := a.call("Unregistered_getResourceInfos", http.MethodGet, resourcePath(id)+"/info/")
	call.accepted = func(res *client.Response) error {
		if _, err := p2.ParseResourceInfos(res.Body); err != nil {
			return fmt.Errorf("the answer is %d, but no information: %w", res.Status, err)
		}
		return nil
	}
	return call
}

// ResourceInfo does the same with the token of a session.
func (s *Session) ResourceInfo(id string) *Call { return s.asked(s.Actor.ResourceInfo(id)) }

// ModifyResource prepares new access properties of a resource: API
// Registered_modifyResource.
func (s *Session) ModifyResource(id string, a p2.ResourceAccess) *Call {
	call := s.Actor.call("Registered_modifyResource", http.MethodPut, resourcePath(id))
	JSONBody(a)(call)
	return s.asked(call)
}

// DeleteResource prepares the deletion of a resource: API Registered_deleteResource.
func (s *Session) DeleteResource(id string) *Call {
	return s.asked(s.Actor.call("Registered_deleteResource", http.MethodDelete, resourcePath(id)))
}

// Resources prepares the request for the list of an actor's resources: API
// Registered_getResourceList.
func (s *Session) Resources() *Call {
	call := s.asked(s.Actor.call("Registered_getResourceList", http.MethodGet, "/resource/resources"))
	call.accepted = func(res *client.Response) error {
		if res.Status == http.StatusNoContent {
			return nil
		}
		if _, err := p2.ParseResourceList(res.Body); err != nil {
			return fmt.Errorf("the answer is %d, but no list of resources: %w", res.Status, err)
		}
		return nil
	}
	return call
}

func (s *Session) asked(call *Call) *Call {
	call.SetToken(s.Token)
	return call
}

func resourcePath(id string) string { return "/resource/" + url.PathEscape(id) }
