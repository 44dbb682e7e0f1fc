package keymaterial

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"

	"pgregory.net/rapid"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/generate"
	"github.com/p2conform/p2conform/spec/catalog/api"
	"github.com/p2conform/p2conform/spec/p2"
)

// generated sends what nobody thought of: values that the seed makes. Whatever
// comes, a server does not fail, and takes, shows and deletes nothing wrong.
var generated = []check.Check{
	one("generated.get-serials", "gives no encrypted private key of another actor for generated serial numbers", generatedGet, api.GetKeysOwn),
	one("generated.delete-serials", "deletes no encrypted private key that generated serial numbers do not name", generatedDelete,
		api.DeleteKeysGone, api.DeleteKeysSerialsRequired),
	one("generated.uploads", "leaves what is there as it is, whatever generated encrypted keys are uploaded", generatedUploads, api.UploadKeysConflict),
}

// serialTexts are parts of a parameter with serial numbers: these, and others that
// name no key.
func serialTexts(serials ...*big.Int) *rapid.Generator[[]string] {
	named := []string{",", ",", " ", "%", "*", "-", "0", "\x00", "'", "[", "]", ";", "null"}
	for _, n := range serials {
		named = append(named, n.String(), "0x"+n.Text(16), n.Text(16), "+"+n.String(), "0"+n.String(), n.String()+".0", n.String()+"e0")
	}
	part := rapid.OneOf(rapid.SampledFrom(named), rapid.SampledFrom(generate.Numbers()), rapid.StringN(0, 8, 40))
	return rapid.SliceOfN(part, 1, 6)
}

// cases are what is known to be odd, and some that are drawn.
func cases(t *check.T, drawn int, g *rapid.Generator[[]string]) [][]string {
	var all [][]string
	for _, s := range append(generate.Numbers(), "", ",", ",,", " ", "null", "*", "%", "[]", "\x00") {
		all = append(all, []string{s})
	}
	for range drawn {
		all = append(all, generate.Draw(t, g))
	}
	return all
}

func says(parts []string) string { return "serials=" + generate.Quoted(parts) }

func generatedGet(ctx context.Context, t *check.T) {
	_, bob, alices, bobs := twoActors(ctx, t)
	right := bob.EncryptedKeys(bobs.Serial.Int)
	generate.Try(t, cases(t, 55, serialTexts(alices.Serial.Int, bobs.Serial.Int)), func(parts []string) *check.Deviation {
		res, d := generate.Send(ctx, t, right.With(actor.Query("serials", strings.Join(parts, ""))), right)
		if d == nil && res != nil && mentions(res.Body, alices.Data) {
			return check.Deviates("no encrypted key of another actor", "the key_data of one")
		}
		return d
	}, says)
}

// generatedDelete names another actor's key, and never the own one as it is
// written. When something is gone, others take its place, so that what follows is
// decided by itself.
func generatedDelete(ctx context.Context, t *check.T) {
	alice, bob, alices, bobs := twoActors(ctx, t)
	named := alices.Serial.Int.String()
	generate.Try(t, cases(t, 40, serialTexts(alices.Serial.Int)), func(parts []string) *check.Deviation {
		text := strings.ReplaceAll(strings.Join(parts, ""), named, alices.Serial.Int.String())
		if strings.Contains(text, bobs.Serial.Int.String()) {
			return nil
		}
		right := bob.DeleteKeys(alices.Serial.Int)
		res, d := generate.Send(ctx, t, right.With(actor.Query("serials", text)), bob.EncryptedKeys())
		if d != nil || res == nil || !res.OK() {
			return d
		}
		if d = after("a deletion that names no key of the actor", holds(list(ctx, t, bob.Session), bobs)); d != nil {
			alice, bob, alices, bobs = twoActors(ctx, t)
		}
		return d
	}, says)
	t.Hold(after("deletions by another actor", holds(list(ctx, t, alice.Session), alices)))
}

// generatedUploads sends lists of keys, in which numbers, texts and lists stand
// where others are expected. What is taken of them is open where they can be read
// . When the key that is there is none any more, another takes
// its place.
func generatedUploads(ctx context.Context, t *check.T) {
	u, first := stored(ctx, t)
	free := u.another(ctx).Cert.Serial
	was := []string{first.Serial.Int.String(), free.String()}
	value := rapid.OneOf(
		rapid.Map(rapid.OneOf(rapid.SampledFrom(generate.Stumbling("key")), rapid.StringN(0, 30, 120)), quoted),
		rapid.SampledFrom([]string{`null`, `true`, `-1`, `1e3`, `[]`, `{}`, `[null]`, `[[]]`, `[7]`, `""`, `"1.2.3"`, `["1.2.3"]`, `["1.2.3",null]`, free.String(), first.Serial.Int.String()}),
	)
	element := rapid.Custom(func(r *rapid.T) string {
		members := []string{`"key_data":` + quoted(first.Data), `"serialNumber":` + rapid.SampledFrom([]string{free.String(), first.Serial.Int.String()}).Draw(r, "serial"), `"encryptionAlgorithms":["2.16.840.1.101.3.4.1.46"]`}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, 2), 0, 2).Draw(r, "which") {
			name, _, _ := strings.Cut(members[i], ":")
			members[i] = name + ":" + value.Draw(r, "value")
		}
		return "{" + strings.Join(members, ",") + "}"
	})
	item := rapid.OneOf(element, element, value)
	var tried [][]string
	for _, data := range generate.Stumbling("key") {
		tried = append(tried, []string{`{"key_data":` + quoted(data) + `,"serialNumber":` + was[0] + `,"encryptionAlgorithms":["2.16.840.1.101.3.4.1.46"]}`})
	}
	for range 60 {
		tried = append(tried, generate.Draw(t, rapid.SliceOfN(item, 0, 3)))
	}
	generate.Try(t, wholes(tried), func(elements []whole) *check.Deviation {
		body := strings.NewReplacer(was[0], first.Serial.Int.String(), was[1], free.String()).Replace(string(array(elements)))
		res, d := generate.Send(ctx, t, u.UploadKeys(first).With(actor.Body([]byte(body))), u.EncryptedKeys())
		if d != nil || res == nil || !res.OK() {
			return d
		}
		kept, err := p2.ParseEncryptedKeys(t.Grants(ctx, u.EncryptedKeys(), "a request for encrypted keys").Body)
		if err != nil {
			return check.Deviates("a list of encrypted keys after an upload", "%v", err)
		}
		if d = after("an upload of others", holds(kept, first)); d != nil {
			u, first = stored(ctx, t)
			free = u.another(ctx).Cert.Serial
		}
		return d
	}, func(elements []whole) string {
		return "the upload " + generate.Quoted([]string{string(array(elements))})
	})
}

// whole is a text of JSON, which no part can be left out of.
type whole struct{ json string }

func wholes(all [][]string) [][]whole {
	var out [][]whole
	for _, texts := range all {
		var parts []whole
		for _, text := range texts {
			parts = append(parts, whole{text})
		}
		out = append(out, parts)
	}
	return out
}

func array(elements []whole) []byte {
	var texts []string
	for _, e := range elements {
		texts = append(texts, e.json)
	}
	return []byte("[" + strings.Join(texts, ",") + "]")
}

func quoted(s string) string {
	text, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(text)
}
