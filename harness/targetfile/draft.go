package targetfile

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/p2conform/p2conform/spec/openapi"
)

// Draft is what is known of a server before there is a target file. What is empty
// is written with its default or an example, commented out.
type Draft struct {
	Name, URL, Domain, CA string
	// Command starts the server as a process, Image in a container; at most one of
	// them and URL is there.
	Command []string
	Image   string
	// Offers are optional features, and Readings as in "A-033=get-challenge".
	Offers, Readings []string
	Destructive      bool
}

// SchemaURL is where the schema is published; editors find it in the first line of
// a file that was drafted.
const SchemaURL = "https://p2conform.dev/schema/target-v1.json"

// member is one member of a draft: its path in the schema, and how it is written.
type member struct {
	path string
	// value is in YAML; live says that it is not commented out.
	value string
	live  bool
}

// members lists all members in the order in which they are written.
func (d Draft) members() []member {
	text := func(path, value, example string) member {
		if value != "" {
			return member{path, scalar(value), true}
		}
		return member{path, example, false}
	}
	offers := make([]string, len(d.Offers))
	for i, o := range d.Offers {
		offers[i] = scalar(o)
	}
	var readings []string
	for _, r := range d.Readings {
		id, reading, _ := strings.Cut(r, "=")
		readings = append(readings, scalar(id)+": "+scalar(reading))
	}
	var command, image []string
	for _, w := range d.Command {
		command = append(command, scalar(w))
	}
	if d.Image != "" {
		image = []string{scalar(d.Image)}
	}
	list := func(path, opening string, all []string, closing, example string) member {
		if len(all) > 0 {
			return member{path, opening + strings.Join(all, ", ") + closing, true}
		}
		return member{path, example, false}
	}
	return []member{
		{"p2conform", "1", true},
		text("name", d.Name, "Example"), text("version", "", `"0.1.0"`), text("contact", "", "federation@example.com"),
		text("url", d.URL, "https://p2.example.com"),
		list("process", "{command: [", command, "]}", `{command: [./server, --listen, "127.0.0.1:${PORT}"]}`),
		list("container", "{image: ", image, "}", `{image: "example/server:test", port: 8080}`), text("domain", d.Domain, "p2.example.com"), text("gateway", "", "wss://p2.example.com/gateway"),
		text("providers", "", "https://services.p2.example.com"),
		text("ca", d.CA, "roots.pem"), text("resolve", "", `{p2.example.com: "127.0.0.1:8443"}`),
		text("peers", "", "{suffix: peers.example.com, certificate: wildcard.pem, key: wildcard.key}"),
		text("spec", "", openapi.Newest),
		text("driver", "", "{kind: auth}"), text("admin", "", `{localName: admin, password: "${env.ADMIN_PASSWORD}"}`), list("offers", "[", offers, "]", "[auth, http2]"),
		list("readings", "{", readings, "}", "auto"),
		{"allow", "", true}, {"allow/destructive", strconv.FormatBool(d.Destructive), true}, {"allow/racing", "false", false},
		{"allow/parallel", "4", false}, {"allow/rate", "20", false},
		{"timeouts", "", true}, {"timeouts/check", "30s", true}, {"timeouts/run", "30m", false}, {"timeouts/wait", "2m", false},
		text("waivers", "", "waivers.yaml"),
	}
}

// Write writes a draft as a target file in which every member stands with what it
// means. The error is the writer's.
func (d Draft) Write(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# yaml-language-server: $schema=" + SchemaURL + "\n")
	b.WriteString("# What p2conform tests: p2conform doctor looks at it, and p2conform run asks it.\n")
	b.WriteString("# A line that begins with # and no space can be switched on. In any text,\n")
	b.WriteString("# ${env.NAME} is the variable NAME of the environment: no secret has to stand here.\n")
	var s described
	if err := json.Unmarshal(schemaText, &s); err != nil {
		return fmt.Errorf("read our own schema: %w", err)
	}
	for _, m := range d.members() {
		parent, name, nested := strings.Cut(m.path, "/")
		about, indent := s.Properties[parent], ""
		if nested {
			about, indent = about.Properties[name], "  "
		} else {
			name = parent
			b.WriteByte('\n')
		}
		for _, line := range wrapped(about.Description, 78-len(indent)) {
			b.WriteString(indent + "# " + line + "\n")
		}
		off := "#"
		if m.live {
			off = ""
		}
		b.WriteString(strings.TrimRight(indent+off+name+": "+m.value, " ") + "\n")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write a target file: %w", err)
	}
	return nil
}

type described struct {
	Description string
	Properties  map[string]described
}

// scalar is a text in YAML: as it is where that can be nothing else, and else in
// double quotes, as in JSON. What reads like a variable of the environment is none.
func scalar(s string) string {
	s = strings.ReplaceAll(s, "${env.", "$${env.")
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/:") == "" &&
		strings.ContainsAny(s[:1], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") && !strings.HasSuffix(s, ":")
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	quoted, err := json.Marshal(s)
	if err != nil {
		panic(err) // a text can always be written
	}
	return string(quoted)
}

// wrapped breaks a text into lines of at most so many octets, between words.
func wrapped(text string, most int) []string {
	var lines []string
	for _, w := range strings.Fields(text) {
		if n := len(lines); n > 0 && len(lines[n-1])+1+len(w) <= most {
			lines[n-1] += " " + w
		} else {
			lines = append(lines, w)
		}
	}
	return lines
}
