package contents

// Base is what the paths in the titles of the API document leave out.
const Base = "/.p2/core/v1"

// What the operations of the API document are about.
const (
	idCerts     = "ID-Certs"
	sessions    = "Sessions"
	keyMaterial = "Key material"
	keyTrials   = "Key trials"
	services    = "Services"
	data        = "Data"
	messages    = "Messages"
	redirects   = "Redirects"
	resources   = "Resources"
	schemas     = "Schemas"
)

// api are the security scheme, the operations and the schemas of the API
// document, operations on one thing together.
var api = []Section{
	{"api", "BearerAuth", "", "Session tokens", sessions},
	{"api", "Unregistered_serverIdCert", "", "GET /idcert/server", idCerts},
	{"api", "Registered_newIdCert", "", "POST /idcert", idCerts},
	{"api", "Unregistered_actorCerts", "", "GET /idcert/actor/{fid}", idCerts},
	{"api", "Registered_name", "", "POST /key/server", idCerts},
	{"api", "Registered_deleteSession", "", "DELETE /session", sessions},
	{"api", "Unregistered_requestToken", "", "POST /session/auth", sessions},
	{"api", "Unregistered_updateSessionCert", "", "PUT /session/idcert/extern", sessions},
	{"api", "Registered_uploadEncryptedPKM", "", "POST /session/keymaterial", keyMaterial},
	{"api", "Registered_getEncryptedPKM", "", "GET /session/keymaterial", keyMaterial},
	{"api", "Registered_deleteEncryptedPKM", "", "DELETE /session/keymaterial", keyMaterial},
	{"api", "Registered_encryptedPKMsizeLimit", "", "GET /session/keymaterial/size", keyMaterial},
	{"api", "Unregistered_getKeyTrials", "", "GET /keytrial/{fid}", keyTrials},
	{"api", "Registered_registerService", "", "POST /services", services},
	{"api", "Registered_unregisterService", "", "DELETE /services", services},
	{"api", "Registered_setPrimaryProvider", "", "PUT /services/primary", services},
	{"api", "Unregistered_getServicesOfActor", "", "GET /services/discover/{fid}", services},
	{"api", "Unregistered_getSingleServiceOfActor", "", "GET /services/discover/{fid}/{service}", services},
	{"api", "Unregistered_deleteData", "", "DELETE /data", data},
	{"api", "Unregistered_exportData", "", "GET /data", data},
	{"api", "Registered_importData", "", "POST /migration/data", data},
	{"api", "Unregistered_requestAllowResigning", "", "POST /messages", messages},
	{"api", "Unregistered_removeResigningExtern", "", "DELETE /messages", messages},
	{"api", "Unregistered_getMessages", "", "GET /messages", messages},
	{"api", "Unregistered_commitMessages", "", "POST /messages/commit", messages},
	{"api", "Registered_setupRedirect", "", "POST /migration/redirect", redirects},
	{"api", "Registered_removeRedirect", "", "DELETE /migration/redirect", redirects},
	{"api", "Unregistered_setupRedirectExtern", "", "POST /redirect/extern", redirects},
	{"api", "Unregistered_removeRedirectExtern", "", "DELETE /redirect/extern", redirects},
	{"api", "Registered_postResource", "", "POST /resource/{rid}", resources},
	{"api", "Registered_deleteResource", "", "DELETE /resource/{rid}", resources},
	{"api", "Registered_modifyResource", "", "PUT /resource/{rid}", resources},
	{"api", "Unregistered_getResource", "", "GET /resource/{rid}", resources},
	{"api", "Unregistered_getResourceInfos", "", "GET /resource/{rid}/info/", resources},
	{"api", "Registered_getResourceList", "", "GET /resource/resources", resources},
	{"api", "ResourceAddressingWithRelativeRoots_getStorageLimitInfo", "", "GET /resource/usage", resources},
	{"api", "Models.CacheableIDCert", "", "CacheableIDCert", schemas},
	{"api", "Models.EncryptedPKM", "", "EncryptedPKM", schemas},
	{"api", "Models.KeyTrial", "", "KeyTrial", schemas},
	{"api", "Models.KeyTrialCompleted", "", "KeyTrialCompleted", schemas},
	{"api", "Models.MessageBatchExample", "", "MessageBatchExample", schemas},
	{"api", "Models.P2Export", "", "P2Export", schemas},
	{"api", "Models.ResourceAccessProperties", "", "ResourceAccessProperties", schemas},
	{"api", "Models.ResourceInformation", "", "ResourceInformation", schemas},
	{"api", "Models.ResourceListSorting", "", "ResourceListSorting", schemas},
	{"api", "Models.Service", "", "Service", schemas},
	{"api", "Version", "", "Version", schemas},
}
