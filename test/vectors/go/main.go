// Prints what Go's encoding/base64 and encoding/pem make of tricky inputs: go run main.go > vectors.json
package main

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"os"
	"runtime"
	"strings"
)

type base64Case struct {
	Input string  `json:"input"`
	Hex   *string `json:"hex"`
}

type pemBlock struct {
	Type       string `json:"type"`
	HasHeaders bool   `json:"hasHeaders"`
	Hex        string `json:"hex"`
}

type pemCase struct {
	ID     string     `json:"id"`
	Input  string     `json:"input"`
	Blocks []pemBlock `json:"blocks"`
}

var base64Inputs = []string{
	"", "=", "==", "A", "AA", "AAA", "AAAA", "AA==", "AA=", "A===", "AAA=", "AAA==", "AAAA=", "AAAA==",
	"AB==", "A/==", "AAB=", "//8=", "//9=", "__8=", "-_-_", "+/+/", "Zm9v", "Zm9vYg==", "Zm9vYmE=",
	"Zm9v\n", "\nZm9v", "Z\nm\r9\r\nv", "Zm9vYg=\n=", "Zm9vYg==\n", "Zm9vYg\n==", "Zm9vYg==\r\n\r\n",
	"Zm9vYg== ", " Zm9v", "Zm 9v", "Zm\t9v", "Zm9v\x00", "Zm9v\x0b", "Zm9vYg==Zm9v", "Zm9vYg==\nZm9v",
	"Zm9vYg=Z", "Zm=v", "=m9v", "Zm9vYmE==", "\n", "\r\n", "\n=", "AA=\r=\n", "AA=\nA", "Zm9vé", "Zm9v\u2028", "ZZZ\x7f",
}

var pemInputs = []pemCase{
	{ID: "empty", Input: ""},
	{ID: "one block", Input: "-----BEGIN X-----\nZm9v\n-----END X-----\n"},
	{ID: "no final newline", Input: "-----BEGIN X-----\nZm9v\n-----END X-----"},
	{ID: "carriage returns", Input: "-----BEGIN X-----\r\nZm9v\r\n-----END X-----\r\n"},
	{ID: "text around", Input: "subject=\n-----BEGIN X-----\nZm9v\n-----END X-----\nand more\n"},
	{ID: "two blocks", Input: "-----BEGIN X-----\nZm9v\n-----END X-----\n-----BEGIN Y-----\nYmFy\n-----END Y-----\n"},
	{ID: "several lines", Input: "-----BEGIN X-----\nZm\n9v\n\nYmFy\n-----END X-----\n"},
	{ID: "spaces and tabs in data", Input: "-----BEGIN X-----\n  Zm 9v\t\n-----END X-----\n"},
	{ID: "spaces after the marks", Input: "-----BEGIN X----- \t\nZm9v\n-----END X-----  \n"},
	{ID: "space before begin", Input: " -----BEGIN X-----\nZm9v\n-----END X-----\n"},
	{ID: "space before end", Input: "-----BEGIN X-----\nZm9v\n -----END X-----\n"},
	{ID: "begin not at the start of a line", Input: "a-----BEGIN X-----\nZm9v\n-----END X-----\n"},
	{ID: "other type at the end", Input: "-----BEGIN X-----\nZm9v\n-----END Y-----\n"},
	{ID: "text after the end mark", Input: "-----BEGIN X-----\nZm9v\n-----END X-----z\n"},
	{ID: "text after the begin mark", Input: "-----BEGIN X-----z\nZm9v\n-----END X-----\n"},
	{ID: "begin without dashes", Input: "-----BEGIN X\nZm9v\n-----END X-----\n"},
	{ID: "no end", Input: "-----BEGIN X-----\nZm9v\n"},
	{ID: "no end, then a block", Input: "-----BEGIN X-----\nZm9v\n-----BEGIN Y-----\nYmFy\n-----END Y-----\n"},
	{ID: "end without begin, then a block", Input: "-----END X-----\n-----BEGIN Y-----\nYmFy\n-----END Y-----\n"},
	{ID: "broken base64, then a block", Input: "-----BEGIN X-----\nZm9\n-----END X-----\n-----BEGIN Y-----\nYmFy\n-----END Y-----\n"},
	{ID: "empty data", Input: "-----BEGIN X-----\n-----END X-----\n"},
	{ID: "empty line as data", Input: "-----BEGIN X-----\n\n-----END X-----\n"},
	{ID: "empty type", Input: "-----BEGIN -----\nZm9v\n-----END -----\n"},
	{ID: "headers", Input: "-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A\n\nZm9v\n-----END X-----\n"},
	{ID: "headers without an empty line", Input: "-----BEGIN X-----\na: b\nZm9v\n-----END X-----\n"},
	{ID: "header after the data", Input: "-----BEGIN X-----\nZm9v\na: b\n-----END X-----\n"},
	{ID: "headers and no data", Input: "-----BEGIN X-----\na: b\n\n-----END X-----\n"},
	{ID: "headers and nothing else", Input: "-----BEGIN X-----\na: b\n-----END X-----\n"},
}

func main() {
	base64Cases := []base64Case{}
	for _, input := range base64Inputs {
		result := base64Case{Input: input}
		if bytes, err := base64.StdEncoding.DecodeString(input); err == nil {
			text := hex.EncodeToString(bytes)
			result.Hex = &text
		}
		base64Cases = append(base64Cases, result)
	}
	for i := range pemInputs {
		pemInputs[i].Blocks = []pemBlock{}
		rest := []byte(pemInputs[i].Input)
		for {
			var block *pem.Block
			if block, rest = pem.Decode(rest); block == nil {
				break
			}
			pemInputs[i].Blocks = append(pemInputs[i].Blocks, pemBlock{block.Type, len(block.Headers) > 0, hex.EncodeToString(block.Bytes)})
		}
	}
	output := json.NewEncoder(os.Stdout)
	output.SetIndent("", "  ")
	if err := output.Encode(map[string]any{"madeWith": strings.TrimSpace(runtime.Version()), "base64": base64Cases, "pem": pemInputs}); err != nil {
		panic(err)
	}
}
