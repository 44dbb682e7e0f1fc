package migration

import "github.com/p2conform/p2conform/harness/check"

// redirects are the checks of how a redirect is set up (core 7.1.1).
var redirects = []check.Check{}
