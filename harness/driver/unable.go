package driver

import (
	"context"
	"time"

	"github.com/p2conform/p2conform/harness/client"
)

// Unable has no capability at all. A driver embeds it, and overrides what it can.
type Unable struct{}

// Register answers ErrNotOffered, like all methods but the last.
func (Unable) Register(context.Context, *client.Client, string, string) Registration {
	return failed(ErrNotOffered)
}

// Login answers ErrNotOffered.
func (Unable) Login(context.Context, *client.Client, string, string, string) Registration {
	return failed(ErrNotOffered)
}

// SecondFactor answers ErrNotOffered.
func (Unable) SecondFactor(context.Context, *client.Client, Account) (Factor, error) {
	return Factor{}, ErrNotOffered
}

// Admin answers ErrNotOffered.
func (Unable) Admin(context.Context, *client.Client) (Account, error) {
	return Account{}, ErrNotOffered
}

// Seed answers ErrNotOffered.
func (Unable) Seed(context.Context, *client.Client, Account, []Message) ([]string, error) {
	return nil, ErrNotOffered
}

// Stored answers ErrNotOffered.
func (Unable) Stored(context.Context, *client.Client, Account, []string) ([]Message, error) {
	return nil, ErrNotOffered
}

// SetClock answers ErrNotOffered.
func (Unable) SetClock(context.Context, *client.Client, time.Time) error { return ErrNotOffered }

// Reset answers ErrNotOffered.
func (Unable) Reset(context.Context, *client.Client) error { return ErrNotOffered }

// Close has nothing to end.
func (Unable) Close() error { return nil }
