package driver

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// ContractVersion is of the contract with programs: the member p2conform of the
// first request, and of its answer.
const ContractVersion = 1

//go:embed contract-v1.json
var contractSchema []byte

// ContractSchema is the JSON Schema of the messages; docs/driver-contract.md says
// what they mean.
func ContractSchema() []byte { return bytes.Clone(contractSchema) }

// Request is a line that a program is sent.
type Request struct {
	// Version is ContractVersion in the first request, and 0 in others.
	Version int `json:"p2conform,omitempty"`
	// ID is of the request, from 1 on; the answer repeats it.
	ID int64 `json:"id"`
	// Op is hello or a capability, and for the capability seedMessages also
	// storedMessages.
	Op string `json:"op"`
	// Target and Domain are of hello: the URL of the server and its visible domain
	// name, where they are known.
	Target string `json:"target,omitempty"`
	Domain string `json:"domain,omitempty"`

	LocalName string `json:"localName,omitempty"`
	Password  string `json:"password,omitempty"`
	CSR       string `json:"csr,omitempty"`
	Token     string `json:"token,omitempty"`
	// Time is of setClock, and TimeUnix the same in seconds since 1970.
	Time     *time.Time `json:"time,omitempty"`
	TimeUnix int64      `json:"timeUnix,omitempty"`
	// FederationID and Message are of postMessage.
	FederationID string       `json:"federationId,omitempty"`
	Message      *WireMessage `json:"message,omitempty"`
	// Messages are of seedMessages, and Names of storedMessages.
	Messages []WireMessage `json:"messages,omitempty"`
	Names    []string      `json:"names,omitempty"`
}

// WireMessage is a Message; the bytes are base64 in JSON.
type WireMessage struct {
	Content   []byte `json:"content"`
	Signature []byte `json:"signature"`
	Cert      string `json:"cert"`
}

// The operations that are no capabilities.
const (
	opHello  = "hello"
	opStored = "storedMessages"
)

// Answer is a line that a program sends.
type Answer struct {
	ID int64 `json:"id"`
	// Version, Name, Capabilities and Parallel are of hello.
	Version      int      `json:"p2conform,omitempty"`
	Name         string   `json:"name,omitempty"`
	Capabilities []string `json:"capabilities,omitempty"`
	// Parallel is how many requests it takes at the same time, 1 to 64; default 1.
	Parallel int `json:"parallel,omitempty"`

	// Refused says that the server refused, and why, in words.
	Refused string `json:"refused,omitempty"`
	// Error says that the program could not even ask, and why.
	Error string `json:"error,omitempty"`

	Token        string        `json:"token,omitempty"`
	Cert         string        `json:"cert,omitempty"`
	SecondFactor string        `json:"secondFactor,omitempty"`
	Once         bool          `json:"once,omitempty"`
	LocalName    string        `json:"localName,omitempty"`
	Password     string        `json:"password,omitempty"`
	Names        []string      `json:"names,omitempty"`
	Messages     []WireMessage `json:"messages,omitempty"`
}

// ParseAnswer reads a line of a program. Strict refuses members that the contract
// does not have; later versions may have more.
func ParseAnswer(line []byte, strict bool) (Answer, error) {
	var a Answer
	d := json.NewDecoder(bytes.NewReader(line))
	if strict {
		d.DisallowUnknownFields()
	}
	if err := d.Decode(&a); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) && kind.Field != "" {
			return a, fmt.Errorf("its member %s is %s", kind.Field, kind.Value)
		}
		return a, fmt.Errorf("it is no answer in JSON: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return a, errors.New("something follows the JSON object")
	}
	if bytes.TrimLeft(line, " \t")[0] != '{' {
		return a, errors.New("it is no JSON object")
	}
	if a.Refused != "" && a.Error != "" {
		return a, errors.New("it has refused and error, which exclude each other")
	}
	return a, nil
}

// greeting holds the answer to hello against its form.
func (a Answer) greeting() (Capabilities, error) {
	if a.Error != "" {
		return nil, fmt.Errorf("it answers hello with an error: %s", clipped(a.Error))
	}
	if a.Version != ContractVersion {
		return nil, fmt.Errorf("it speaks version %d of the contract, and not %d", a.Version, ContractVersion)
	}
	if a.Parallel < 0 || a.Parallel > maxParallel {
		return nil, fmt.Errorf("parallel is %d, and not from 1 to %d", a.Parallel, maxParallel)
	}
	var has Capabilities
	for _, text := range a.Capabilities {
		c, err := ParseCapability(text)
		if err != nil {
			return nil, err
		}
		has = append(has, c)
	}
	return has.Sorted(), nil
}

// maxParallel is how many requests a program may be sent at the same time.
const maxParallel = 64
