package reports_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/p2conform/p2conform/reports"
)

// The map in a real browser: its numbers are those of the document, a section
// opens, the states filter it, and a link leads to the result and opens it.
func TestMapInBrowser(t *testing.T) {
	text, err := os.ReadFile("testdata/full.json")
	if err != nil {
		t.Fatal(err)
	}
	var d reports.Document
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, s := range d.Contents {
		total += len(s.Requirements)
	}
	server, ctx := servePage(t), browser(t)
	steps := func(actions ...chromedp.Action[chromedp.Void]) {
		t.Helper()
		if err := chromedp.Do(ctx, actions...); err != nil {
			t.Fatal(err)
		}
	}
	number := func(what string, want int) {
		t.Helper()
		n, err := chromedp.Run(ctx, chromedp.Evaluate[int](what))
		if err != nil {
			t.Fatal(err)
		}
		if n != want {
			t.Errorf("%s is %d, want %d", what, n, want)
		}
	}
	steps(chromedp.Navigate(server.URL), chromedp.WaitVisible(chromedp.CSS("#unfoldmap")))
	number(`[...document.querySelectorAll("#states b")].reduce((n, b) => n + Number(b.textContent), 0)`, total)
	number(`document.querySelectorAll("#map .spots > li").length`, total)
	number(`document.querySelectorAll("#map .part").length`, len(d.Contents))
	number(`[...document.querySelectorAll("#map .d0 > summary .sums > span")].reduce((n, s) => n + Number(s.lastChild.data), 0)`, total)
	number(`document.querySelectorAll("#map [style]").length`, 0)

	const seen = `[...document.querySelectorAll("#map .spots > li")].filter((e) => e.checkVisibility()).length`
	number(seen, 0)
	steps(chromedp.Click(chromedp.CSS("#s-1 > summary")), chromedp.WaitVisible(chromedp.CSS("#s-5 > summary")),
		chromedp.Click(chromedp.CSS("#s-5 > summary")), chromedp.WaitVisible(chromedp.CSS("#s-5 > .inside > .spots > li")))
	number(seen, 1)
	steps(chromedp.Click(chromedp.CSS("#unfoldmap")), chromedp.WaitVisible(chromedp.CSS("#s-10 .spots")))
	number(seen, total)
	steps(chromedp.Click(chromedp.CSS(`#states [value="fail"]`)), chromedp.WaitNotVisible(chromedp.CSS("#s-5 > .inside > .spots > li")))
	number(seen, total-2)
	steps(chromedp.Click(chromedp.CSS(`#states [value="fail"]`)), chromedp.WaitVisible(chromedp.CSS("#s-5 > .inside > .spots > li")))

	const result = "r-identity.session.certificate-shared"
	open := `document.getElementById("` + result + `").open`
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](open+" = false")); err != nil {
		t.Fatal(err)
	}
	steps(chromedp.Click(chromedp.CSS(`#s-5 a[href="#`+result+`"]`)), chromedp.WaitVisible(chromedp.CSS(`[id="`+result+`"][open] .body`)))
	number(`location.hash === "#`+result+`" ? 1 : 0`, 1)
}
