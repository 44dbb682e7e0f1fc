package actor

import "net/http"

// The operations on redirects.
const (
	setUpRedirect    = "Registered_setupRedirect"
	removeRedirect   = "Registered_removeRedirect"
	confirmRedirect  = "Unregistered_setupRedirectExtern"
	withdrawRedirect = "Unregistered_removeRedirectExtern"
)

// SetUpRedirect prepares the request of a source for a redirect to a federation ID: API
// Registered_setupRedirect. The keys have to be proved besides.
func (s *Session) SetUpRedirect(target string) *Call {
	call := s.Ask(setUpRedirect, http.MethodPost, "/migration/redirect")
	call.Request.Header.Set("Content-Type", "text/plain")
	call.Request.Body = []byte(target)
	return call
}

// RemoveRedirect prepares its removal by the source: API Registered_removeRedirect.
func (s *Session) RemoveRedirect(target string) *Call {
	call := s.Ask(removeRedirect, http.MethodDelete, "/migration/redirect")
	call.Request.Query.Set("removeActorFid", target)
	return call
}

// ConfirmRedirect prepares the confirmation of a target: API
// Unregistered_setupRedirectExtern.
func (s *Session) ConfirmRedirect(source string) *Call {
	call := s.Ask(confirmRedirect, http.MethodPost, "/redirect/extern")
	call.Request.Query.Set("redirectSourceFid", source)
	return call
}

// WithdrawRedirect prepares the removal by the target: API
// Unregistered_removeRedirectExtern.
func (s *Session) WithdrawRedirect(source string) *Call {
	call := s.Ask(withdrawRedirect, http.MethodDelete, "/redirect/extern")
	call.Request.Query.Set("redirectSourceFid", source)
	return call
}
