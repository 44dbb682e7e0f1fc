// Command p2conform certifies polyproto home servers: it runs the suite's checks
// against a server, and writes down what it came to.
//
// The result goes to standard output, all else to standard error. Exit codes
// fail closed; exit.go has them. Configuration is read here, once.
package main

import (
	"os"

	// Authorities for where the system has none, as in an image of its own.
	_ "golang.org/x/crypto/x509roots/fallback"
)

func main() { os.Exit(program()) }

// program runs the command line of this process, and returns the exit code.
func program() int {
	a := &app{
		in: os.Stdin, out: os.Stdout, console: &console{w: os.Stderr},
		env: environment{
			noColour: os.Getenv("NO_COLOR") != "", dumb: os.Getenv("TERM") == "dumb", port: os.Getenv("PORT"),
			lookup: os.LookupEnv, program: os.Args[0], environ: os.Environ(),
			actions: os.Getenv("GITHUB_ACTIONS") == "true", summary: os.Getenv("GITHUB_STEP_SUMMARY"),
		},
	}
	return a.run(os.Args[1:])
}
