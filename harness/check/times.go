package check

import (
	"strconv"
	"time"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/p2"
)

// Unit is the one in which a target counts time: the id of a reading of A-018.
type Unit string

// The units that the register has.
const (
	Seconds      Unit = "seconds"
	Milliseconds Unit = "milliseconds"
)

// Units are all of them, the one of the reference server first.
func Units() []Unit {
	var all []Unit
	for _, r := range ambiguity.TimestampUnit.Readings {
		all = append(all, Unit(r.ID))
	}
	return all
}

// Stamp writes a time as a UNIX timestamp of the unit.
func (u Unit) Stamp(t time.Time) string {
	if u == Milliseconds {
		return strconv.FormatInt(t.UnixMilli(), 10)
	}
	return strconv.FormatInt(t.Unix(), 10)
}

// A target that counts milliseconds has times that no count of seconds reaches
// before the year 5138.
const firstMillisecond = 100_000_000_000

// TimeOf reads a UNIX time in whichever unit it is.
func TimeOf(n uint64) (time.Time, Unit) {
	if n < firstMillisecond {
		return time.Unix(int64(n), 0).UTC(), Seconds
	}
	if n > 1<<62 { // so far away that the unit does not matter
		n = 1 << 62
	}
	return time.UnixMilli(int64(n)).UTC(), Milliseconds
}

// Unit is the one that the cache data of an entry shows; seconds without any.
func (e Entry) Unit() Unit {
	if !e.HasCache {
		return Seconds
	}
	_, unit := TimeOf(e.NotBefore)
	return unit
}

// WholeValidity limits a list to a range that holds a certificate's validity with
// a minute to spare: under every reading of A-099 the certificate is in it.
func WholeValidity(c *p2.Cert, u Unit) []actor.Change {
	return []actor.Change{
		actor.Query("notBefore", u.Stamp(c.NotBefore.Add(-time.Minute))),
		actor.Query("notAfter", u.Stamp(c.NotAfter.Add(time.Minute))),
	}
}
