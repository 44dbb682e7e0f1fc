// Command server is what the tests of containers start.
package main

import (
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == "fail" {
		fmt.Println("no configuration")
		os.Exit(3)
	}
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM)
	go func() {
		<-ended
		os.Exit(0)
	}()
	file, _ := os.ReadFile("/etc/server.conf")
	fmt.Printf("args %q, MODE %q, file %q\n", os.Args[1:], os.Getenv("MODE"), file)
	http.HandleFunc("/die", func(http.ResponseWriter, *http.Request) {
		fmt.Println("dying")
		os.Exit(7)
	})
	// It looks for another server, as the environment and the names of the container
	// lead it there.
	http.HandleFunc("/visit", func(w http.ResponseWriter, r *http.Request) {
		c := http.Client{Timeout: 10 * time.Second}
		res, err := c.Get(r.URL.Query().Get("url"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		defer res.Body.Close()
		fmt.Fprint(w, res.Status)
	})
	err := http.ListenAndServe(":"+os.Getenv("PORT"), nil)
	fmt.Println(err)
	os.Exit(1)
}
