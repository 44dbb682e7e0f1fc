package ambiguity

import "github.com/p2conform/p2conform/spec/requirement"

// What a server asks of others, at addresses that strangers name.

var ForeignRedirects = Entry{
	ID:    "A-445",
	Title: "Whether redirects of other home servers are followed",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
	},
	Question: "A server asks others for their ID-Cert and for those of their actors; what a redirect as the answer means is said only of actors who have moved.",
	Readings: []Reading{
		{ID: "not-followed", Says: "A redirect is no answer."},
		{ID: "same-host", Says: "Redirects on the same host are followed."},
		{ID: "followed", Says: "Redirects are followed to other hosts as well."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, answer the question for the server's ID-Cert with a redirect on the same host, and with one to another host.",
	Accepts:  "The text leaves it open; the ID-Cert that is found in the end has to show the domain name under each reading.",
	Proposal: "Say that redirects are not followed, but for those of section 7.1.1, and that the well-known document is there to lead elsewhere.",
}

var InnerAddresses = Entry{
	ID:    "A-446",
	Title: "Whether strangers may lead a server to its own machine and network",
	Places: []requirement.Ref{
		{Doc: "core", Section: "5", Anchor: "5-federation-ids-fids", Print: "sha256:bcf29500a6dcd464"},
		{Doc: "core", Section: "4.1.1", Anchor: "411-authenticating-on-a-foreign-server", Print: "sha256:5be69a6a5408dd75"},
	},
	Question: "Who logs in names the host that the server asks next; nothing says that it may not be the machine of the server itself or of the network around it.",
	Readings: []Reading{
		{ID: "refused", Says: "Nothing is asked of an address that is not public, however it is spelled."},
		{ID: "some", Says: "Such addresses are asked in some of their spellings."},
		{ID: "asked", Says: "Every address is asked that a federation ID names."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "Log in with federation IDs of loopback, link-local and private addresses in all spellings, and count what arrives there.",
	Accepts:  "The text leaves it open; refusing is our advice, since a stranger could reach services that trust their network.",
	Proposal: "Say that a server asks only public addresses, and looks at what a name resolves to before it connects.",
}

var DelegationChain = Entry{
	ID:    "A-447",
	Title: "Delegation of a delegate",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:e4c6cb1e4e7d303e"},
	},
	Question: "The document names the host of the server; what holds if the API is not found there either, and that host has a document of its own, is not said.",
	Readings: []Reading{
		{ID: "one-step", Says: "One document is followed, that of the visible domain name."},
		{ID: "followed", Says: "The document of the host that was named is followed as well."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, have the document of the visible domain name lead to a host that has nothing but a document, which leads to the server.",
	Accepts:  "The conditions name one document; the certificate shows the visible domain name under both.",
	Proposal: "Say that the document of the visible domain name alone counts.",
}

var InnerDelegation = Entry{
	ID:    "A-448",
	Title: "Whether well-known documents and redirects may lead to inner addresses",
	Places: []requirement.Ref{
		{Doc: "core", Section: "3.1", Anchor: "31-well-known", Print: "sha256:01f960a41f2c41e6"},
		{Doc: "core", Section: "7.1.1", Anchor: "711-redirects", Print: "sha256:a23acfcbc51695df"},
	},
	Question: "What another server answers names the host that is asked next; nothing says that it may not be an address of the server's own machine or network.",
	Readings: []Reading{
		{ID: "refused", Says: "Nothing is asked of an address that is not public."},
		{ID: "some", Says: "Such addresses are asked in some of their spellings, or after some answers."},
		{ID: "asked", Says: "Whatever a well-known document names is asked."},
	},
	Impact:   requirement.Security,
	Wire:     true,
	Probe:    "As a peer, have the well-known document and redirects lead to loopback, link-local and private addresses, and count what arrives there.",
	Accepts:  "The text leaves it open; refusing is our advice, as for what a federation ID names.",
	Proposal: "Say that what holds for the domain name of a federation ID holds for every host that it leads to.",
}
