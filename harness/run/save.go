package run

import "time"

// saveEvery is how often a growing document is written at most.
const saveEvery = 250 * time.Millisecond

// savePause is how many times as long as it took to write a document nothing is
// written after it: checks wait for that, and a disk may be slow.
const savePause = 9

// save writes the document as it is so far. That it cannot be is no error yet:
// the last one counts.
func (r *runner) save() {
	r.mu.Lock()
	defer r.mu.Unlock()
	began := r.o.now()
	if r.o.Save == nil || began.Before(r.saveAt) {
		return
	}
	doc := r.documentLocked("the run is still under way")
	r.redact(doc)
	_ = r.o.Save(doc)
	ended := r.o.now()
	r.saveAt = ended.Add(max(saveEvery, savePause*ended.Sub(began)))
}
