package lint

import (
	"slices"

	"github.com/p2conform/p2conform/spec/ambiguity"
)

// covered says which findings an entry of the register is about.
type covered struct {
	rule string
	// section is that of the findings; empty for all of the rule.
	section string
	// detail is that of the findings; empty for all of the section.
	detail string
	entry  ambiguity.Entry
}

// register lists what is registered. Of several that fit a finding, the first is
// taken. What is not listed was found by the rule alone.
var register = []covered{
	{"example-fits", "Models.CacheableIDCert", "property cacheSignature", ambiguity.CacheSignatureLength},
	{"example-pem", "", "", ambiguity.PEMDetails},
	{"schema-says-something", "Models.P2Export", "", ambiguity.ExportBody},

	{"error-status", "Registered_newIdCert", "", ambiguity.RefusedCSRStatus},
	{"error-status", "Unregistered_requestToken", "", ambiguity.TrialFailureStatus},
	{"error-status", "Unregistered_actorCerts", "", ambiguity.UnknownActorStatus},
	{"error-status", "Unregistered_serverIdCert", "", ambiguity.ServerCertOutOfRange},
	{"error-status", "", "", ambiguity.UnauthorizedStatus},
	{"error-status-unauthorized", "", "", ambiguity.UnauthorizedStatus},
	{"response-has-schema", "Registered_encryptedPKMsizeLimit", "", ambiguity.SizeLimitPlace},
	{"no-content-no-body", "", "", ambiguity.EmptyContentLength},
	{"trailing-slash", "Unregistered_getResourceInfos", "", ambiguity.TrailingSlash},
	{"route-overlap", "Unregistered_getResource", "", ambiguity.ResourceLiteralPaths},

	{"response-has-schema", "Unregistered_requestAllowResigning", "", ambiguity.EmptySuccess},
	{"response-has-schema", "Registered_setupRedirect", "", ambiguity.EmptySuccess},
	{"response-has-schema", "Unregistered_removeRedirectExtern", "", ambiguity.EmptySuccess},
	{"response-has-schema", "Unregistered_setupRedirectExtern", "", ambiguity.EmptySuccess},
	{"operation-id-says-what", "Registered_name", "", ambiguity.OperationNames},

	{"security-alike", "Registered_encryptedPKMsizeLimit", "", ambiguity.SizeLimitPlace},
	{"security-alike", "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", "", ambiguity.UsageToken},
	{"sensitive-alike", "Registered_unregisterService", "", ambiguity.UnregisterFactor},
	{"sensitive-alike", "Registered_deleteSession", "", ambiguity.SensitiveRoutes},

	{"parameter-writable", "Registered_postResource", "parameter resourceAccessProperties", ambiguity.UploadParameters},
	{"parameter-writable", "", "parameter X-P2-core-keytrial", ambiguity.TrialHeaderForm},
	{"header-name", "", "", ambiguity.BodyLimitHeader},
	{"one-style", "Models.EncryptedPKM", "property key_data", ambiguity.KeyMaterialForm},
	{"one-type", "Unregistered_getMessages", "parameter serialNumber", ambiguity.SerialForm},
	{"one-type", "", "parameter limit", ambiguity.NumberTypes},
	{"one-type", "Registered_postResource", "parameter Content-Length", ambiguity.NumberTypes},
	{"one-type", "Unregistered_commitMessages", "response 200, header Retry-After", ambiguity.NumberTypes},
	{"one-type", "Registered_unregisterService", "parameter url", ambiguity.ArrayParameters},
	{"one-spelling", "Registered_newIdCert", "response 201, property id_cert", ambiguity.MemberSpelling},
	{"one-style", "Registered_newIdCert", "", ambiguity.MemberSpelling},
	{"one-style", "Unregistered_actorCerts", "", ambiguity.MemberSpelling},
	{"one-style", "Registered_deleteSession", "", ambiguity.MemberSpelling},
	{"one-style", "Registered_unregisterService", "", ambiguity.MemberSpelling},
	{"one-type", "Registered_registerService", "request body, property service", ambiguity.ServiceRegistrationForm},
	{"one-type", "Unregistered_commitMessages", "response 200, header X-P2-Return-Body-Size-Limit ", ambiguity.BodyLimitHeader},

	{"prose-json", "3.2.3.6", "", ambiguity.EventListForm},
	{"prose-json", "3.2.3.8", "Example heartbeat ACK event payload", ambiguity.EventListForm},
	{"prose-json", "3.2.3.8", "Example heartbeat event payload", ambiguity.HeartbeatExample},
	{"prose-json", "7.2.1", "", ambiguity.BatchForm},
	{"prose-example-type", "3.2.3.5", "", ambiguity.IntegerForm},
	{"prose-opcode", "3.2.3.9", "", ambiguity.HeartbeatRequestOpcode},
	{"prose-event", "", "", ambiguity.EventNames},
	{"prose-section", "5", "", ambiguity.DeadReferences},
	{"prose-unfinished", "3.6", "", ambiguity.Compression},
	{"prose-unfinished", "1", "", ambiguity.Unfinished},
	{"prose-unfinished", "3.2", "", ambiguity.Unfinished},
	{"prose-unfinished", "4.2", "", ambiguity.Unfinished},
	{"prose-unfinished", "6.6.1", "", ambiguity.Unfinished},
	{"prose-heading", "", "", ambiguity.HeadingDepth},
	{"prose-unfinished", "6.1.4", "", ambiguity.RevokeOwnSession},
	{"both-route", "7.3.2", "", ambiguity.PathVersion},
	{"prose-link", "3.3", "", ambiguity.EventsOverHTTP},

	{"both-route", "3.1", "", ambiguity.PathVersion},
	{"both-header", "4.3", "", ambiguity.TrialHeaderName},
	{"both-status", "7.1.1", "", ambiguity.RedirectScope},
	{"both-name", "6.4.1", "cacheValidNotBefore", ambiguity.CacheFieldNames},
	{"both-name", "6.4.1", "cacheValidNotAfter", ambiguity.CacheFieldNames},
}

// registered is the entry that covers a finding, or empty.
func registered(rule string, at Place) ambiguity.ID {
	if i := first(rule, at); i >= 0 {
		return register[i].entry.ID
	}
	return ""
}

// first is the line of the register that is about a finding, or -1.
func first(rule string, at Place) int {
	return slices.IndexFunc(register, func(c covered) bool {
		return c.rule == rule && (c.section == "" || c.section == at.Section) && (c.detail == "" || c.detail == at.Detail)
	})
}
