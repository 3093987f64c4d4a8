// Evaluates the cases of ../cases with Go's text/template and sprig, and writes what they give to
// ../expected. See README.md.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"text/template"
	"unicode/utf8"

	"github.com/Masterminds/sprig/v3"
)

// testCase is a template alone, or with data of its own.
type testCase struct {
	Template string            `json:"template"`
	Strings  map[string]string `json:"strings"`
	Values   map[string]any    `json:"values"`
}

func (c *testCase) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &c.Template)
	}
	type plain testCase
	return json.Unmarshal(text, (*plain)(c))
}

type caseFile struct {
	Strings map[string]string `json:"strings"`
	Cases   []testCase        `json:"cases"`
}

type failure struct {
	Stage  string `json:"stage"`
	Line   int    `json:"line"`
	Column int    `json:"column,omitempty"`
}

type result struct {
	ID     string   `json:"id"`
	Output *string  `json:"output,omitempty"`
	Base64 *string  `json:"outputBase64,omitempty"`
	Error  *failure `json:"error,omitempty"`
}

var place = regexp.MustCompile(`^template: key:(\d+)(?::(\d+))?: `)

// where reads line and column (from 0, in bytes) of Go's message; the rest of it is left out.
func where(stage string, err error) *failure {
	f := &failure{Stage: stage}
	if m := place.FindStringSubmatch(err.Error()); m != nil {
		f.Line, _ = strconv.Atoi(m[1])
		f.Column, _ = strconv.Atoi(m[2])
	}
	return f
}

func evaluate(c testCase, shared map[string]string) (out result) {
	functions := sprig.GenericFuncMap()
	for _, name := range []string{"env", "expandenv", "getHostByName"} {
		delete(functions, name)
	}
	parsed, err := template.New("key").Funcs(functions).Parse(c.Template)
	if err != nil {
		out.Error = where("parse", err)
		return
	}
	var data any = shared
	if c.Strings != nil {
		data = c.Strings
	} else if c.Values != nil {
		data = c.Values
	}
	var buffer bytes.Buffer
	if err := parsed.Execute(&buffer, data); err != nil {
		out.Error = where("execute", err)
		return
	}
	text := buffer.String()
	if utf8.ValidString(text) {
		out.Output = &text
	} else {
		encoded := base64.StdEncoding.EncodeToString(buffer.Bytes())
		out.Base64 = &encoded
	}
	return
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	paths, err := filepath.Glob("../cases/*.json")
	check(err)
	total := 0
	for _, path := range paths {
		text, err := os.ReadFile(path)
		check(err)
		var file caseFile
		check(json.Unmarshal(text, &file))
		topic := strings.TrimSuffix(filepath.Base(path), ".json")
		results := []result{}
		for i, c := range file.Cases {
			r := evaluate(c, file.Strings)
			r.ID = fmt.Sprintf("%s-%d", topic, i+1)
			results = append(results, r)
		}
		total += len(results)
		var out bytes.Buffer
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", " ")
		check(encoder.Encode(map[string]any{
			"madeWith": runtime.Version() + ", sprig v3.3.0",
			"results":  results,
		}))
		check(os.WriteFile("../expected/"+topic+".json", out.Bytes(), 0o644))
	}
	fmt.Printf("%d cases\n", total)
}
