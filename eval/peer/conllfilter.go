package peer

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
)

// conllArgs are conlleval's options.
type conllArgs struct {
	latex, raw bool
	outside    []byte
	delim      []byte         // a literal, when
	regex      *regexp.Regexp // this is nil
}

// ErrRefused is an input that conlleval refuses.
var ErrRefused = errors.New("peer: conlleval refuses this input")

// ConllevalFilter is conlleval as a command: it takes its options (-l, -r,
// -o TAG, -d DELIM; DELIM is a regular expression), reads lines whose last two
// fields are gold and prediction, and prints what conlleval prints, byte for byte.
//
// What conlleval rejects or warns about is refused with [ErrRefused] and nothing is
// printed: unknown options, fewer than three fields, a changing number of fields.
func ConllevalFilter(args []string, r io.Reader, w io.Writer) error {
	a, err := parseConllArgs(args)
	if err != nil {
		return err
	}
	in := bufio.NewReaderSize(r, 1<<16)
	c := NewConlleval()
	var long []byte
	var fields [][]byte
	count := 0
	for n := 1; ; n++ {
		line, err := in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			long = append(long[:0], line...)
			for errors.Is(err, bufio.ErrBufferFull) {
				line, err = in.ReadSlice('\n')
				long = append(long, line...)
			}
			line = long
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("peer: line %d: %w", n, err)
		}
		if len(line) == 0 {
			return WriteConlleval(w, c, a.latex)
		}
		line = bytes.TrimSuffix(line, []byte("\n"))
		fields = a.split(fields[:0], line)
		switch {
		case len(fields) == 0:
			c.Break()
			continue
		case count == 0:
			count = len(fields)
		case count != len(fields):
			return fmt.Errorf("%w: line %d: unexpected number of features: %d (%d)", ErrRefused, n, len(fields), count)
		}
		if string(fields[0]) == "-X-" {
			c.Break()
			continue
		}
		if len(fields) < 3 {
			return fmt.Errorf("%w: line %d: unexpected number of features: %d; a word, a gold and a predicted tag are needed",
				ErrRefused, n, len(fields))
		}
		gold, pred := fields[len(fields)-2], fields[len(fields)-1]
		if a.raw {
			gold, pred = a.tag(gold), a.tag(pred)
		}
		c.Add(gold, pred)
	}
}

func parseConllArgs(args []string) (*conllArgs, error) {
	a := &conllArgs{outside: []byte("O"), delim: []byte(" ")}
	for len(args) > 0 {
		arg := args[0]
		args = args[1:]
		switch {
		case arg == "-l":
			a.latex = true
		case arg == "-r":
			a.raw = true
		case arg == "-d" || arg == "-o":
			if len(args) == 0 {
				return nil, fmt.Errorf("%w: %s requires delimiter character", ErrRefused, arg)
			}
			value := args[0]
			args = args[1:]
			if arg == "-o" {
				a.outside = []byte(value)
			} else if err := a.delimiter(value); err != nil {
				return nil, err
			}
		case len(arg) > 0 && arg[0] == '-':
			return nil, fmt.Errorf("%w: unknown argument %s", ErrRefused, arg)
		default:
			return nil, fmt.Errorf("%w: unexpected command line argument", ErrRefused)
		}
	}
	return a, nil
}

func (a *conllArgs) delimiter(d string) error {
	if d == `\t` {
		d = "\t"
	}
	a.delim, a.regex = []byte(d), nil
	if d != "" && regexp.QuoteMeta(d) == d {
		return nil
	}
	re, err := regexp.Compile(d)
	if err != nil {
		return fmt.Errorf("%w: -d: %w", ErrRefused, err)
	}
	if re.NumSubexp() > 0 || re.MatchString("") {
		return fmt.Errorf("%w: -d %q has groups or matches the empty text", ErrRefused, d)
	}
	a.regex = re
	return nil
}

// split cuts a line as Perl's split does: trailing empty fields are dropped.
func (a *conllArgs) split(dst [][]byte, line []byte) [][]byte {
	for {
		i, j := -1, 0
		if a.regex == nil {
			i = bytes.Index(line, a.delim)
			j = i + len(a.delim)
		} else if m := a.regex.FindIndex(line); m != nil && m[1] > m[0] {
			i, j = m[0], m[1]
		}
		if i < 0 {
			dst = append(dst, line)
			break
		}
		dst = append(dst, line[:i])
		line = line[j:]
	}
	for len(dst) > 0 && len(dst[len(dst)-1]) == 0 {
		dst = dst[:len(dst)-1]
	}
	return dst
}

// tag makes a raw tag a chunk of its own.
func (a *conllArgs) tag(t []byte) []byte {
	if bytes.Equal(t, a.outside) || string(t) == "O" {
		return []byte("O")
	}
	return append([]byte("B-"), t...)
}
