package main

import (
	"fmt"
	"net/http"
	"os"
	"sync/atomic"

	"github.com/p2conform/p2conform/fixtures/homeserver"
)

// dying is a program that serves the reference home server, until the tenth actor
// registers, or the first where an argument says so.
func dying() {
	home := &homeserver.Server{}
	var n atomic.Int32
	if len(os.Args) > 1 && os.Args[1] == "first" {
		n.Store(9)
	}
	err := http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/.p2/auth/register" {
			if n.Add(1) == 10 {
				fmt.Println("out of memory")
				os.Exit(7)
			}
		}
		home.ServeHTTP(w, r)
	}))
	fmt.Println(err)
	os.Exit(1)
}
