package run

import (
	"cmp"
	"errors"
	"net/http"
	"slices"

	"github.com/p2conform/p2conform/harness/client"
	"github.com/p2conform/p2conform/harness/target"
)

// attempt is what came of asking a target in one dialect.
type attempt struct {
	// granted says that the target took it.
	granted bool
	// answer tells refusals apart: two that are equal say the same.
	answer answer
	// stop says that the answer is none to what was asked, so that nothing can be
	// found out now.
	stop bool
}

// answer is a refusal without what is different each time.
type answer struct {
	status int
	text   string
}

// refusalOf reads a response that does not grant what was asked.
func refusalOf(res *client.Response) attempt {
	return attempt{answer: answer{res.Status, withoutDigits(res.Body)}, stop: transient(res)}
}

// transient reports an answer that another moment would have been different: none
// at all, one that limits our rate, or one that names a time to come back.
func transient(res *client.Response) bool {
	return res.Err != nil || res.Status == http.StatusTooManyRequests || res.Status == http.StatusServiceUnavailable ||
		res.Status >= 400 && res.Header.Get("Retry-After") != ""
}

// withoutDigits is the beginning of a text without its digits, which may be those
// of a time or of a request.
func withoutDigits(body []byte) string {
	const enough = 512
	return string(slices.DeleteFunc(slices.Clone(body[:min(len(body), enough)]), func(b byte) bool { return b >= '0' && b <= '9' }))
}

// search looks for the dialect in which a target grants something. It changes one
// topic at a time, and goes on from the change after which the target says
// something else, because it has come further: so the number of requests grows
// with the number of topics, not with that of their combinations. Where a target
// says the same whatever is wrong, single readings are tried, and then pairs, as
// far as the bound goes.
type search struct {
	// ways are the readings to try, the likeliest first.
	ways []target.Way
	// most is how many dialects may be tried until one is granted. Besides, the plain
	// one is asked twice more, and one for each reading that was found.
	most int
	try  func(target.Dialect) attempt

	asked  map[target.Dialect]answer
	echoes bool // the text of an answer is another each time
	found  step
}

// step is a dialect that was tried, and how it differs from the plain one.
type step struct {
	dialect target.Dialect
	used    []target.Way
	answer  answer
}

// Why a search ends.
var (
	errFound   = errors.New("the target grants it")
	errBound   = errors.New("no more may be asked")
	errStopped = errors.New("the target does not answer what was asked")
)

// from finds the nearest dialect to a plain one. Stopped says that an answer was
// transient; then nothing was found out.
func (s *search) from(plain target.Dialect) (found step, ok, stopped bool) {
	start := step{dialect: plain}
	s.asked = map[target.Dialect]answer{}
	switch err := s.hunt(&start); {
	case errors.Is(err, errStopped):
		return step{dialect: plain}, false, true
	case !errors.Is(err, errFound):
		return step{dialect: plain}, false, false
	case s.found.dialect == plain:
		return s.found, true, false
	}
	return s.sure(plain, s.found)
}

// hunt asks in one dialect after another until errFound.
func (s *search) hunt(start *step) error {
	if err := s.ask(start); err != nil {
		return err
	}
	// Once more: it may have been refused for another reason, and shows whether the
	// words of a refusal can be compared.
	again := s.try(start.dialect)
	switch {
	case again.granted:
		s.found = *start
		return errFound
	case again.stop:
		return errStopped
	case again.answer != start.answer:
		s.echoes = true
		start.answer.text = ""
	}
	if err := s.climb(*start); err != nil {
		return err
	}
	for _, first := range s.after(*start) {
		for _, second := range s.after(first) {
			if err := s.ask(&second); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask tries one dialect, once, and notes the answer.
func (s *search) ask(at *step) error {
	if before, done := s.asked[at.dialect]; done {
		at.answer = before
		return nil
	}
	if len(s.asked) == s.most {
		return errBound
	}
	got := s.try(at.dialect)
	if s.echoes {
		got.answer.text = ""
	}
	at.answer = got.answer
	s.asked[at.dialect] = got.answer
	switch {
	case got.granted:
		s.found = *at
		return errFound
	case got.stop:
		return errStopped
	}
	return nil
}

// climb goes from step to step as long as the target comes further. A change of
// what was right is answered otherwise, too: its topics are wrong, and left alone
// from then on.
func (s *search) climb(at step) error {
	wrong := map[string]bool{}
	for {
		var ahead []step
		for _, next := range s.after(at) {
			if wrong[last(next).Topic] {
				continue
			}
			if err := s.ask(&next); err != nil {
				return err
			}
			same := func(other step) bool { return last(other).Topic == last(next).Topic }
			if next.answer != at.answer && !slices.ContainsFunc(ahead, same) {
				ahead = append(ahead, next)
			}
		}
		if len(ahead) == 0 {
			return nil
		}
		var err error
		if at, err = s.furthest(ahead, wrong); err != nil {
			return err
		}
	}
}

// furthest is the one of some steps that came further than where they began. Of
// two changes made together, a target that looks at one thing after another
// complains of what it looks at first, which is the one that is wrong.
func (s *search) furthest(ahead []step, wrong map[string]bool) (step, error) {
	best := ahead[0]
	for _, other := range ahead[1:] {
		both := with(best, last(other))
		if err := s.ask(&both); err != nil {
			return step{}, err
		}
		switch both.answer {
		case best.answer:
			wrong[last(best).Topic] = true
			best = other
		case other.answer:
			wrong[last(other).Topic] = true
		default:
			best = both
		}
	}
	return best, nil
}

func last(at step) target.Way { return at.used[len(at.used)-1] }

// with is a step with one reading more.
func with(at step, w target.Way) step {
	next := step{dialect: at.dialect, used: append(slices.Clone(at.used), w)}
	w.Apply(&next.dialect)
	return next
}

// after are the dialects that differ from a step in one more topic.
func (s *search) after(at step) []step {
	var out []step
	for _, w := range s.ways {
		if slices.ContainsFunc(at.used, func(u target.Way) bool { return u.Topic == w.Topic }) {
			continue
		}
		if next := with(at, w); next.dialect != at.dialect {
			out = append(out, next)
		}
	}
	return out
}

// sure asks in the plain dialect once more, which may have been refused for
// another reason, and then leaves out what the target does not need.
func (s *search) sure(plain target.Dialect, found step) (step, bool, bool) {
	if got := s.try(plain); got.granted || got.stop {
		return step{dialect: plain}, got.granted, got.stop
	}
	if len(found.used) == 1 {
		return found, true, false
	}
	for _, w := range slices.Clone(found.used) {
		fewer := step{dialect: plain}
		for _, u := range found.used {
			if u.Name() != w.Name() {
				fewer.used = append(fewer.used, u)
				u.Apply(&fewer.dialect)
			}
		}
		if s.try(fewer.dialect).granted {
			found = fewer
		}
	}
	return found, true, false
}

// untold leaves out the ways of topics that the user has settled.
func untold(t *target.Target, ways []target.Way) []target.Way {
	return slices.DeleteFunc(ways, func(w target.Way) bool {
		_, told := t.ToldOf(w.Topic)
		return told
	})
}

// byID orders readings as the register has them.
func byID(a, b target.Way) int { return cmp.Compare(a.Entry.ID, b.Entry.ID) }
