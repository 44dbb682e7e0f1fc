//go:build unix && !linux

package launch

import "syscall"

// adoptOrphans does nothing: the group is what can be ended.
func adoptOrphans() {}

func groupLeader() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func descendants() []int { return nil }
