package actor

import "net/http"

// Export prepares the export of the actor's data: API Unregistered_exportData. Proving
// puts the completed key trials in.
func (s *Session) Export() *Call { return s.Ask("Unregistered_exportData", http.MethodGet, "/data") }

// Erase prepares the deletion of the actor's data: API Unregistered_deleteData.
// Proving puts the completed key trials in.
func (s *Session) Erase() *Call { return s.Ask("Unregistered_deleteData", http.MethodDelete, "/data") }

// Import prepares the import of an archive as it is: API Registered_importData, a
// sensitive action.
func (s *Session) Import(packed []byte) *Call {
	call := s.Ask("Registered_importData", http.MethodPost, "/migration/data")
	call.Request.Header.Set("Content-Type", "application/gzip")
	call.Request.Body = packed
	call.rightFactor()
	return call
}
