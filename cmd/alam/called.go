package main

import (
	"errors"
	"regexp"
	"slices"
	"strings"
)

// packages are those whose errors begin with their names, as Go has it. The
// command is called as one of them itself.
var packages = []string{
	"alam", "discover", "encode", "english", "eval", "explore", "fit", "gazetteer", "gold", "importer", "learn", "ner", "page", "parquet", "peer", "registry", "rule", "source", "text", "topic", "topics", "vector",
}

// bare leaves the names of packages out of the front of a message.
func bare(err error) error {
	if err == nil {
		return nil
	}
	s := err.Error()
	for {
		name, rest, ok := strings.Cut(s, ": ")
		if !ok || !slices.Contains(packages, name) {
			return errors.New(s)
		}
		s = rest
	}
}

// flagOf are the flags that set the fields of options which errors of the
// packages name.
var flagOf = map[string]string{
	"Encoding":    "encoding",
	"Entities":    "entities",
	"FollowLinks": "follow-links",
	"Format":      "input",
	"IDField":     "id-field",
	"Map":         "map",
	"MaxDocument": "max-document",
	"MaxUnpacked": "max-unpacked",
	"MinDF":       "min-df",
	"Overwrite":   "overwrite",
	"Restart":     "restart",
	"TextField":   "text-field",
	"TitleField":  "title-field",
	"Topics":      "num-topics",
}

var optionName = regexp.MustCompile(`\bOptions\.([A-Z][A-Za-z]*)`)

// withFlags puts flags in place of the fields of options that a message names.
func withFlags(message string) string {
	return optionName.ReplaceAllStringFunc(message, func(name string) string {
		if flag, ok := flagOf[optionName.FindStringSubmatch(name)[1]]; ok {
			return "--" + flag
		}
		return name
	})
}
