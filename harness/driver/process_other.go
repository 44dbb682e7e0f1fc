//go:build !unix

package driver

import "os/exec"

func ownGroup(*exec.Cmd) {}

// killGroup ends the program alone: there are no groups here.
func killGroup(cmd *exec.Cmd) {
	_ = cmd.Process.Kill() // it may have ended
}
