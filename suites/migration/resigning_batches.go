package migration

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/p2conform/p2conform/harness/actor"
	"github.com/p2conform/p2conform/harness/check"
	"github.com/p2conform/p2conform/harness/driver"
)

// handedBatch is a message batch as a server handed it out (core 7.2.1). What is not
// understood of it stays as it is, and goes back with the new signatures.
type handedBatch struct {
	// certName is the member that has the ID-Cert.
	certName string
	cert     string
	members  map[string]json.RawMessage
	messages []handedMessage
}

// handedMessage is a message in a batch.
type handedMessage struct {
	signature []byte
	base64    bool
	content   json.RawMessage
	members   map[string]json.RawMessage
}

const wantBatches = "a JSON array of message batches, each with an ID-Cert and an array of messages"

// batchesIn reads an answer with message batches, under every reading of A-191.
func batchesIn(body []byte) ([]handedBatch, *check.Deviation) {
	var raw []map[string]json.RawMessage
	if err := json.Unmarshal(body, &raw); err != nil || raw == nil {
		return nil, check.Deviates(wantBatches, "a body that is none: %.200q", body)
	}
	list := make([]handedBatch, len(raw))
	for i, members := range raw {
		b := handedBatch{members: members, certName: "idCert"}
		if _, ok := members["idCert"]; !ok {
			b.certName = "id_cert"
		}
		if json.Unmarshal(members[b.certName], &b.cert) != nil || b.cert == "" {
			return nil, check.Deviates(wantBatches, "batch %d has no string idCert: %.200q", i, body)
		}
		var messages []map[string]json.RawMessage
		if json.Unmarshal(members["messages"], &messages) != nil || messages == nil {
			return nil, check.Deviates(wantBatches, "batch %d has no array messages: %.200q", i, body)
		}
		for n, m := range messages {
			e, err := handedOf(m)
			if err != nil {
				return nil, check.Deviates("messages with signature and content", "message %d of batch %d: %v", n, i, err)
			}
			b.messages = append(b.messages, e)
		}
		list[i] = b
	}
	return list, nil
}

func handedOf(members map[string]json.RawMessage) (handedMessage, error) {
	e := handedMessage{content: members["content"], members: members}
	var text string
	if json.Unmarshal(members["signature"], &text) != nil || text == "" {
		return handedMessage{}, fmt.Errorf("no string signature")
	}
	if len(e.content) == 0 {
		return handedMessage{}, fmt.Errorf("no content")
	}
	if decoded, err := hex.DecodeString(text); err == nil {
		e.signature = decoded
		return e, nil
	}
	decoded, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return handedMessage{}, fmt.Errorf("a signature that is neither hexadecimal nor base64: %.100q", text)
	}
	e.signature, e.base64 = decoded, true
	return e, nil
}

// is reports whether a message is the one that was posted: its text is nobody else's.
func (e handedMessage) is(m driver.Message) bool { return bytes.Contains(e.content, m.Content) }

// signed is the entry with another signature.
func (e handedMessage) signed(signature []byte) handedMessage {
	text := hex.EncodeToString(signature)
	if e.base64 {
		text = base64.StdEncoding.EncodeToString(signature)
	}
	e.signature, e.members = signature, maps.Clone(e.members)
	e.members["signature"] = jsonText(text)
	return e
}

// saying is the entry with another text in its content.
func (e handedMessage) saying(old, text string) handedMessage {
	e.content = bytes.ReplaceAll(e.content, []byte(old), []byte(text))
	e.members = maps.Clone(e.members)
	e.members["content"] = e.content
	return e
}

// under is the batch with the ID-Cert of a session, written as the one before.
func (b handedBatch) under(certPEM string) handedBatch {
	text := certPEM
	if der := derOf(certPEM); der != nil && !strings.Contains(b.cert, "BEGIN") {
		text = base64.StdEncoding.EncodeToString(der)
	}
	b.cert, b.members, b.messages = text, maps.Clone(b.members), slices.Clone(b.messages)
	b.members[b.certName] = jsonText(text)
	return b
}

// body is what is sent of a batch.
func (b handedBatch) body() map[string]json.RawMessage {
	members := maps.Clone(b.members)
	messages := make([]map[string]json.RawMessage, len(b.messages))
	for i, e := range b.messages {
		messages[i] = e.members
	}
	members["messages"], _ = json.Marshal(messages) // of JSON that was read
	return members
}

func jsonText(text string) json.RawMessage {
	out, _ := json.Marshal(text) // a string can be written
	return out
}

// certIs reports whether the ID-Cert of a batch is that of a session, in PEM or as its
// DER in base64.
func (b handedBatch) certIs(certPEM string) bool {
	want := derOf(certPEM)
	return want != nil && bytes.Equal(derOf(b.cert), want)
}

// derOf is the DER of an ID-Cert, however loosely its text keeps to PEM; nil for
// what is none.
func derOf(text string) []byte {
	between := text
	if _, after, ok := strings.Cut(text, "BEGIN CERTIFICATE"); ok {
		between, _, _ = strings.Cut(after, "END CERTIFICATE")
	}
	between = strings.Join(strings.Fields(strings.ReplaceAll(between, "-", "")), "")
	der, err := base64.StdEncoding.DecodeString(between)
	if err != nil {
		return nil
	}
	return der
}

// among are the batches with nothing but some messages, in their order.
func among(list []handedBatch, messages ...driver.Message) []handedBatch {
	var out []handedBatch
	for _, b := range list {
		b.messages = slices.DeleteFunc(slices.Clone(b.messages), func(e handedMessage) bool {
			return !slices.ContainsFunc(messages, e.is)
		})
		if len(b.messages) > 0 {
			out = append(out, b)
		}
	}
	return out
}

// counted is how many messages there are.
func counted(list []handedBatch) int {
	n := 0
	for _, b := range list {
		n += len(b.messages)
	}
	return n
}

// sentMessage is a message and the session that signed it.
type sentMessage struct {
	driver.Message
	by *actor.Session
}

func driverMessages(messages []sentMessage) []driver.Message {
	var out []driver.Message
	for _, m := range messages {
		out = append(out, m.Message)
	}
	return out
}

// handsOut decides that messages are handed out once each, under the ID-Certs and with
// the signatures that they were posted with.
func handsOut(list []handedBatch, messages ...sentMessage) *check.Deviation {
	for _, m := range messages {
		want := fmt.Sprintf("the message %q once, with its signature and under the ID-Cert that it was signed with", m.Content)
		found := among(list, m.Message)
		if n := counted(found); n != 1 {
			return check.Deviates(want, "it is there %d times among %d messages", n, counted(list))
		}
		switch b := found[0]; {
		case !bytes.Equal(b.messages[0].signature, m.Signature):
			return check.Deviates(want, "its signature is %x, and was posted as %x", b.messages[0].signature, m.Signature)
		case !b.certIs(m.by.PEM):
			return check.Deviates(want, "it is under another ID-Cert: %.120q", b.cert)
		}
	}
	return nil
}

// withholds decides that messages are not handed out.
func withholds(list []handedBatch, messages ...sentMessage) *check.Deviation {
	for _, m := range messages {
		if n := counted(among(list, m.Message)); n > 0 {
			return check.Deviates(fmt.Sprintf("no message %q", m.Content), "it is there %d times", n)
		}
	}
	return nil
}

// signedAnew are batches whose messages a session has signed anew: over the text that
// was posted, which is theirs.
func signedAnew(list []handedBatch, by *actor.Session, messages ...sentMessage) []handedBatch {
	out := slices.Clone(list)
	for i, b := range out {
		b = b.under(by.PEM)
		for n, e := range b.messages {
			for _, m := range messages {
				if e.is(m.Message) {
					b.messages[n] = e.signed(ed25519.Sign(by.Key, m.Content))
				}
			}
		}
		out[i] = b
	}
	return out
}

// bodyOf is the body of a commit.
func bodyOf(list []handedBatch) []map[string]json.RawMessage {
	out := []map[string]json.RawMessage{}
	for _, b := range list {
		out = append(out, b.body())
	}
	return out
}

// form is the reading of A-191 that a batch shows.
func (b handedBatch) form() string {
	var text string
	isText := len(b.messages) > 0 && json.Unmarshal(b.messages[0].content, &text) == nil
	switch {
	case b.certName == "id_cert":
		return "prose"
	case isText:
		return "api"
	}
	return "api-json"
}
