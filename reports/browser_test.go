package reports_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// The page in a real browser: its script runs under its own policy, the filter
// leaves what it should, nothing is asked of any server but for the page, and
// nothing is logged.
func TestPageInBrowser(t *testing.T) {
	server := servePage(t)
	ctx := browser(t)

	var mu sync.Mutex
	var asked, logged []string
	if err := chromedp.Listen(ctx, func(event any) {
		mu.Lock()
		defer mu.Unlock()
		switch e := event.(type) {
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(e.Request.URL, "data:") {
				asked = append(asked, e.Request.URL)
			}
		case *runtime.EventExceptionThrown:
			logged = append(logged, e.ExceptionDetails.Text)
		case *runtime.EventConsoleAPICalled:
			logged = append(logged, string(e.Type))
		}
	}); err != nil {
		t.Fatal(err)
	}
	steps := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	count := func() int {
		t.Helper()
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](
			`[...document.querySelectorAll("details.result")].filter(e => e.offsetParent !== null).length`))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	steps(chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.CSS("#filter")))
	all := count()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](`
		const impact = document.querySelector("#impact");
		impact.value = "security";
		for (const e of ["input", "change"]) impact.dispatchEvent(new Event(e, {bubbles: true}));
		true`)); err != nil {
		t.Fatal(err)
	}
	security := count()
	steps(chromedp.SendKeys(chromedp.CSS("#text"), "no result has this text"))
	none := count()
	steps(chromedp.WaitVisible(chromedp.CSS("#none")), chromedp.Click(chromedp.CSS(`button[type="reset"]`)), chromedp.WaitNotVisible(chromedp.CSS("#none")))
	again := count()
	if all == 0 || security == 0 || security >= all {
		t.Errorf("of %d results, %d have the impact security: want some, and not all", all, security)
	}
	if none != 0 {
		t.Errorf("a text that nothing has leaves %d results", none)
	}
	if again != all {
		t.Errorf("after a reset %d results are there, not %d", again, all)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, u := range asked {
		if u != server.URL+"/" && u != server.URL+"/favicon.ico" {
			t.Errorf("the page asks for %s", u)
		}
	}
	if len(logged) > 0 {
		t.Errorf("the page logs %q", logged)
	}
}

// servePage serves the golden page.
func servePage(t *testing.T) *httptest.Server {
	t.Helper()
	page, err := os.ReadFile("testdata/full.html")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(page) // the browser says if it got none
	}))
	t.Cleanup(server.Close)
	return server
}

// browser starts a headless browser, and skips where there is none; in CI that
// is a failure.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("CI needs chromium for the test of the HTML page")
		}
		t.Skip("no chromium on this machine, so the HTML page is not tried in a browser")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	t.Cleanup(cancel)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.WindowSize(1280, 900))
	ctx, cancel = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	return ctx
}
