package identity

import "github.com/p2conform/p2conform/harness/check"

var secondFactor []check.Check
