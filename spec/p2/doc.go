// Package p2 holds the nouns of polyproto as Go types, and parsers for what a
// target sends: federation IDs, session IDs, distinguished names, ID-Certs,
// ID-CSRs, key trials and cacheable ID-Certs.
//
// It only parses. It makes nothing, verifies no signature and decides no
// conformance, since the code that judges and the code that issues share it: a
// mistake in shared logic would hide itself. Where bytes can be read although
// they break DER, X.509 or PEM, the parser reads them and says so in a Finding;
// what follows from that is for the caller to decide.
//
// The bytes are not trusted. Every input is bounded, nothing panics, and an
// error says which part was wrong. An error or a Finding may quote the input,
// always escaped.
package p2
