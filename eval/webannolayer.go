package eval

import (
	"errors"
	"io"
	"slices"
	"strings"
)

// webAnnoLayer is a span layer as the header has it.
type webAnnoLayer struct {
	name     string
	features []string
	first    int // its first column, from 0
}

// header reads the lines up to the first blank one and finds the columns.
func (w *webAnno) header(want string) error {
	line, err := w.in.next()
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if !strings.HasPrefix(line, webAnnoHeader) {
		w.in.line = max(w.in.line, 1)
		return w.in.fail(0, "%w: want #FORMAT=WebAnno TSV 3.3 on the first line, found %q", ErrFormat, peek(line))
	}
	w.size = len(line) + 1
	var layers []webAnnoLayer
	for {
		line, err := w.in.next()
		if errors.Is(err, io.EOF) || err == nil && line == "" {
			break
		}
		if err != nil {
			return err
		}
		w.size += len(line) + 1
		kind, rest, ok := strings.Cut(line, "=")
		if !ok || kind != "#T_SP" && kind != "#T_RL" && kind != "#T_CH" {
			return w.in.fail(0, "%w: want a layer (#T_SP=, #T_RL= or #T_CH=) or the blank line after them, found %q", ErrFormat, peek(line))
		}
		parts := strings.Split(rest, "|")
		l := webAnnoLayer{name: parts[0], features: parts[1:], first: w.columns}
		if len(l.features) == 0 {
			l.features = []string{""} // a layer without features has a column too
		}
		w.columns += len(l.features)
		if kind == "#T_SP" {
			layers = append(layers, l)
		}
	}
	return w.choose(layers, want)
}

// choose finds the columns of the layer that is wanted.
func (w *webAnno) choose(layers []webAnnoLayer, want string) error {
	w.value, w.entity = -1, -1
	if len(layers) == 0 && want == "" {
		return nil // nothing is marked
	}
	name, feature, _ := strings.Cut(want, "|")
	if name == "" {
		name = "NamedEntity"
	}
	at := slices.IndexFunc(layers, func(l webAnnoLayer) bool {
		return l.name == name || strings.HasSuffix(l.name, "."+name)
	})
	if at < 0 && (len(layers) > 1 || len(layers) == 0 || want != "") {
		names := make([]string, len(layers))
		for i, l := range layers {
			names[i] = l.name
		}
		return w.in.fail(0, "%w: no span layer %q; the file has %q", ErrFormat, name, names)
	}
	l := layers[max(at, 0)]
	value := slices.Index(l.features, feature)
	if feature == "" {
		if value = slices.Index(l.features, "value"); value < 0 {
			value = max(0, slices.IndexFunc(l.features, func(f string) bool { return f != "identifier" }))
		}
	}
	if value < 0 {
		return w.in.fail(0, "%w: layer %s has no feature %q, only %q", ErrFormat, l.name, feature, l.features)
	}
	w.value = 3 + l.first + value
	if i := slices.Index(l.features, "identifier"); i >= 0 && i != value {
		w.entity = 3 + l.first + i
	}
	return nil
}
