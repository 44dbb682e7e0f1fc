package requirement

// Means is how a requirement can be decided: the least that somebody needs who
// wants to know whether it holds.
type Means int

// The means, the cheapest first.
const (
	// BlackBox takes requests to the target alone, made for actors that the
	// driver registered, logged in and knows the second factor of.
	BlackBox Means = iota + 1
	// Peer takes a home server that the harness runs and the target can reach.
	Peer
	// Driver takes more of the driver than actors; By names the capability.
	Driver
	// Time takes waiting until something has ended; By says what.
	Time
	// ClientOnly takes watching a client: no server can break the requirement.
	ClientOnly
	// Untestable is what nobody outside can find out; By says why.
	Untestable
)

// Reasons that several requirements have for being untestable.
const (
	// Permission is the reason of most statements that something may be done.
	Permission = "A permission, which nothing can break."
	// Inside is the reason where only the server itself could tell.
	Inside = "What goes on inside a server cannot be seen from outside."
	// Documents is the reason of what binds the authors of extensions.
	Documents = "It binds the documents of extensions, and no server."
	// Advice is the reason of what people are asked to consider.
	Advice = "It is advice to people, and no message shows whether they took it."
)

var meansNames = []string{"", "black box", "peer", "driver", "time", "client only", "untestable"}

func (m Means) String() string { return name(meansNames, int(m), "means") }

// MarshalText writes the name of the means, as in "black box".
func (m Means) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (m *Means) UnmarshalText(b []byte) error {
	n, err := number(meansNames, string(b), "means")
	*m = Means(n)
	return err
}

// The capabilities of a driver, beyond actors, that a requirement can take.
const (
	// Admin is the account of an administrator of the target.
	Admin = "admin"
	// SeedMessages puts signed messages of an actor into the target's store, and
	// shows what is stored.
	SeedMessages = "seed messages"
	// PostMessages sends a message to the target for an actor, and says whether
	// the target took it.
	PostMessages = "post messages"
	// ServiceEvents makes a service of the target send an event to an actor.
	ServiceEvents = "service events"
	// SetClock moves the clock of the target.
	SetClock = "set clock"
	// UploadRights takes from an actor the right to upload resources.
	UploadRights = "upload rights"
)

// Capabilities lists every capability of a driver that a requirement can take.
var Capabilities = []string{Admin, SeedMessages, PostMessages, ServiceEvents, SetClock, UploadRights}
