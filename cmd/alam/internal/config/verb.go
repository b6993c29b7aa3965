package config

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"github.com/alam-nlp/alam/internal/near"
)

// A Flag is what a verb takes.
type Flag struct {
	Name       string
	Type       string // as its help has it: bool, N, LABELS, a|b|c
	Path       bool   // it names a file, whole or before =
	Repeatable bool
	Output     bool     // it names a file to write
	Words      []string // values that name no file
	Renamed    string   // its name of now, if this is an old one
	Default    string
}

// A Verb is a command with its flags.
type Verb struct {
	Name  string // as "topics fit"
	Flags []Flag
}

// flag finds a flag.
func (v *Verb) flag(name string) *Flag {
	if i := slices.IndexFunc(v.Flags, func(f Flag) bool { return f.Name == name }); i >= 0 {
		return &v.Flags[i]
	}
	return nil
}

// names are those of the flags of now.
func (v *Verb) names() []string {
	var out []string
	for _, f := range v.Flags {
		if f.Renamed == "" {
			out = append(out, f.Name)
		}
	}
	return out
}

// A Setting is the value of a flag of one verb.
type Setting struct {
	Flag  *Flag
	Texts []string // with paths resolved
	Entry Entry
}

// Check gives the first error of the whole file: a table for no verb, a key that is no
// flag, a value that no verb takes.
func (f *File) Check(verbs []Verb) error {
	for i := range f.tables {
		f.tables[i].Verb = strings.TrimPrefix(f.tables[i].Verb, "alam ")
	}
	for i := range f.Entries {
		f.Entries[i].Verb = strings.TrimPrefix(f.Entries[i].Verb, "alam ")
	}
	for _, t := range f.tables {
		if err := f.checkTable(t, verbs); err != nil {
			return err
		}
	}
	for i := range f.Entries {
		if err := f.checkEntry(&f.Entries[i], verbs); err != nil {
			return err
		}
	}
	return nil
}

// checkTable refuses a table that stands for no verb.
func (f *File) checkTable(t Entry, verbs []Verb) error {
	var known []string
	for _, v := range verbs {
		if v.Name == t.Verb || strings.HasPrefix(v.Name, t.Verb+" ") {
			return nil
		}
		known = append(known, strings.ReplaceAll(v.Name, " ", "."))
	}
	name := strings.ReplaceAll(t.Verb, " ", ".")
	hint := near.Hint(name, known, "")
	if hint == "" {
		hint = "; a table has the name of a verb, as [tag] or [topics.fit]"
	}
	return f.wrong(t.Line, "unknown table [%s]%s", name, hint)
}

// checkEntry refuses a key that is no flag, or whose value is none.
func (f *File) checkEntry(e *Entry, verbs []Verb) error {
	var names []string
	var first error
	taken := false
	for i := range verbs {
		if e.Verb != "" && verbs[i].Name != e.Verb {
			continue
		}
		names = append(names, verbs[i].names()...)
		flag := verbs[i].flag(e.Key)
		if flag == nil {
			continue
		}
		err := e.fits(flag)
		if err == nil && e.Verb == "" && flag.Output {
			err = errors.New("it is written to, and so it holds for one verb; put it in a table, as [" + strings.ReplaceAll(verbs[i].Name, " ", ".") + "]")
		}
		if err == nil {
			taken = true
		} else if first == nil {
			first = err
		}
	}
	switch {
	case taken:
		return nil
	case first != nil:
		return f.wrong(e.Line, "%s: %w", e.Key, first)
	}
	return f.wrong(e.Line, "unknown key %q%s%s", e.Key, where(e.Verb), near.Hint(e.Key, names, ""))
}

func where(verb string) string {
	if verb == "" {
		return ""
	}
	return " of [" + strings.ReplaceAll(verb, " ", ".") + "]"
}

// For gives what holds for a verb, in the order of its flags: what its table has, and
// what stands at the top where the flag takes it.
func (f *File) For(verb *Verb) []Setting {
	var out []Setting
	for i := range verb.Flags {
		flag := &verb.Flags[i]
		var found *Entry
		for j := range f.Entries {
			e := &f.Entries[j]
			if e.Key == flag.Name && (e.Verb == verb.Name || e.Verb == "" && found == nil && e.fits(flag) == nil && !flag.Output) {
				found = e
			}
		}
		if found != nil {
			out = append(out, Setting{Flag: flag, Entry: *found, Texts: f.texts(flag, found)})
		}
	}
	return out
}

// fits reports in an error why a flag cannot take a value.
func (e *Entry) fits(flag *Flag) error {
	if flag.Renamed != "" {
		return fmt.Errorf("it is called %s now", flag.Renamed)
	}
	if e.List && !flag.Repeatable && !gathers(flag.Type) {
		return errors.New("want one value, not a list")
	}
	if len(e.Texts) == 0 {
		return nil
	}
	types, want := wanted(flag.Type)
	if !slices.Contains(types, e.Type) {
		return fmt.Errorf("want %s", want)
	}
	text := e.Texts[0]
	switch words := strings.Split(flag.Type, "|"); {
	case len(words) > 1 && !slices.Contains(words, text):
		return fmt.Errorf("want one of %s", strings.Join(words, ", "))
	case strings.HasPrefix(flag.Type, "FILE=") && !strings.Contains(text, "="):
		return fmt.Errorf("want %s", flag.Type)
	}
	return nil
}

// gathers reports whether a flag of a type takes several words with commas between.
func gathers(t string) bool {
	return t == "LABELS" || t == "REGIONS" || t == "WORDS" || strings.Contains(t, ",")
}

// wanted gives how the value of a flag may be written, and what to say of it.
func wanted(t string) ([]Type, string) {
	switch t {
	case "bool":
		return []Type{Bool}, "true or false, without quotes"
	case "N", "int", "uint64":
		return []Type{Integer}, "a whole number, without quotes"
	case "SHARE", "SCORE", "X", "C", "float64":
		return []Type{Integer, Float}, "a number, without quotes"
	case "SIZE":
		return []Type{Integer, String}, `a size, as "64MB"`
	}
	if gathers(t) {
		return []Type{String}, "a string in quotes, or a list of them"
	}
	return []Type{String}, "a string in quotes"
}

// texts gives what the flag is set to.
func (f *File) texts(flag *Flag, e *Entry) []string {
	texts := slices.Clone(e.Texts)
	if e.List && !flag.Repeatable {
		return []string{strings.Join(texts, ",")}
	}
	if !flag.Path {
		return texts
	}
	for i, t := range texts {
		file, rest, pairs := t, "", strings.Contains(flag.Type, "FILE=")
		if at := strings.LastIndexByte(t, '='); pairs && at >= 0 {
			file, rest = t[:at], t[at:]
		} else if pairs {
			continue
		}
		if !slices.Contains(flag.Words, file) {
			texts[i] = f.Resolve(file) + rest
		}
	}
	return texts
}

// Line writes a flag and its values as a line of TOML.
func Line(flag *Flag, texts []string) string {
	values := make([]any, len(texts))
	types, _ := wanted(flag.Type)
	for i, t := range texts {
		values[i] = t
		if types[0] != String {
			var v map[string]any
			if toml.Unmarshal([]byte("v = "+t), &v) == nil {
				values[i] = v["v"]
			}
		}
	}
	var value any = values
	if !flag.Repeatable {
		if len(values) == 0 {
			values = []any{""}
		}
		value = values[0]
	}
	b, err := toml.Marshal(map[string]any{flag.Name: value})
	if err != nil {
		return flag.Name + " = " + strings.Join(texts, ", ")
	}
	return strings.TrimSpace(string(b))
}

// decimal gives a whole number of TOML, which may be hexadecimal, as flags have it.
func decimal(number string) string {
	n, ok := new(big.Int).SetString(number, 0)
	if !ok {
		return number
	}
	return n.String()
}
