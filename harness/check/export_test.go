package check

// Paused reports that the time of a body does not run.
func Paused(t *T) bool {
	t.budget.mu.Lock()
	defer t.budget.mu.Unlock()
	return t.budget.waiters > 0
}
