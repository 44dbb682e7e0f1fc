package main

import (
	"errors"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/fixtures/homeserver"
	"github.com/p2conform/p2conform/harness/target"
	"github.com/p2conform/p2conform/spec/ambiguity"
	"github.com/p2conform/p2conform/spec/nearest"
)

// tell settles the readings that the user names.
func (f *targetFlags) tell(t *target.Target) error {
	err := t.Tell(f.readings...)
	var wrong *target.ReadingError
	switch {
	case err == nil:
		return nil
	case !errors.As(err, &wrong):
		return usage("leave one of them out", "--reading: %v", err)
	case wrong.Known && len(wrong.Names) == 0:
		return usage("leave it out: what is sent is the same under all readings of this place", "--reading %s makes no difference to what is sent", wrong.Name)
	case wrong.Known:
		return usage("those of this place that do are "+join(wrong.Names, "and"), "--reading %s makes no difference to what is sent", wrong.Name)
	}
	return unknownReading(wrong.Name, wrong.Names)
}

// variantNamed finds a reading that the reference home server can be switched to,
// as in "A-092=prose-names".
func variantNamed(name string) (homeserver.Variant, error) {
	var names []string
	for _, v := range homeserver.Variants() {
		if v.Name() == name {
			return v, nil
		}
		names = append(names, v.Name())
	}
	id, reading, _ := strings.Cut(name, "=")
	if e, err := ambiguity.ByID(ambiguity.ID(id)); err == nil {
		if i := slices.IndexFunc(e.Readings, func(r ambiguity.Reading) bool { return r.ID == reading }); i >= 0 {
			return homeserver.Variant{}, notVariant(e, i)
		}
	}
	return homeserver.Variant{}, unknownReading(name, names)
}

// notVariant says why the reference home server cannot be switched to the reading
// of an entry with an index.
func notVariant(e ambiguity.Entry, i int) error {
	name := string(e.ID) + "=" + e.Readings[i].ID
	hint := "leave it out"
	if others := variantsOf(e.ID); len(others) > 0 {
		hint = "those of this place that it can be switched to: " + join(others, "and")
	}
	switch {
	case !e.Wire:
		return usage("leave it out", "the reading %s does not show in what a server does", name)
	case e.Readings[i].Fails:
		return usage("p2conform list faults shows what it can do wrong", "the reading %s does not pass, and the reference home server does such things with --fault only", name)
	case i == 0 && len(probesOf(e.ID)) > 0:
		return usage(hint, "the reference home server takes the reading %s by itself", name)
	}
	return usage(hint, "the reference home server cannot take the reading %s yet", name)
}

// unknownReading complains about a reading that is not in the register; names are
// those that would do.
func unknownReading(name string, names []string) error {
	id, _, _ := strings.Cut(name, "=")
	e, err := ambiguity.ByID(ambiguity.ID(id))
	if err != nil {
		hint := didYouMean(nearest.Names(name, names))
		if hint == "" {
			hint = "p2conform list ambiguities --verbose shows them all"
		}
		return usage(hint, "unknown reading %q", name)
	}
	var all, ids []string
	for _, r := range e.Readings {
		all, ids = append(all, id+"="+r.ID), append(ids, r.ID)
	}
	hint := didYouMean(nearest.Names(name, all))
	switch {
	case hint != "":
	case len(ids) == 1:
		hint = "the only reading of " + id + " is " + ids[0]
	default:
		hint = "the readings of " + id + " are " + join(ids, "and")
	}
	return usage(hint, "unknown reading %q", name)
}
