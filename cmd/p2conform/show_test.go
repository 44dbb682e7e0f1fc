package main

import "testing"

func TestPage(t *testing.T) {
	p := &page{width: 20}
	p.para(2, "one two three four five")
	p.hang("- ", "  ", "a https://example.com/longer b")
	p.para(0, " ")
	p.part("Nothing", "")
	p.part("Something", "x")
	const want = `  one two three four
  five
- a
  https://example.com/longer
  b

  Something
    x
`
	if got := p.b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
