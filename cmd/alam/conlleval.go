package main

import (
	"bytes"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/eval/peer"
)

// conllevalFlags are conlleval's own.
type conllevalFlags struct {
	latex, raw      bool
	outside, delims string
}

func (f *conllevalFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.BoolVarP(&f.latex, "latex", "l", false, "conlleval: print LaTeX")
	flags.BoolVarP(&f.raw, "raw", "r", false, "conlleval: tags are raw, without B- and I-")
	flags.StringVarP(&f.outside, "outside", "o", "O", "conlleval: with -r, the `TAG` outside of chunks")
	flags.StringVarP(&f.delims, "delimiter", "d", " ", "conlleval: `DELIM` between columns, a regular expression")
}

// given is the shorthand of the first conlleval flag that was given.
func (f *conllevalFlags) given(cmd *cobra.Command) string {
	for _, name := range []string{"latex", "raw", "outside", "delimiter"} {
		if flag := cmd.Flags().Lookup(name); flag.Changed {
			return flag.Shorthand
		}
	}
	return ""
}

// run is conlleval.
func (f *conllevalFlags) run(cmd *cobra.Command, args []string) error {
	for _, name := range []string{"gold", "pred", "text", "map", "labels", "gazetteer", "rules", "min-score"} {
		if cmd.Flags().Changed(name) {
			return fmt.Errorf("--%s does not go with --format conlleval, which reads one file with both tags", name)
		}
	}
	options := []string{"-o", f.outside, "-d", f.delims}
	if f.latex {
		options = append(options, "-l")
	}
	if f.raw {
		options = append(options, "-r")
	}
	if err := peer.ConllevalFilter(options, bytes.NewReader(nil), io.Discard); err != nil {
		return err
	}
	if err := checkFiles(cmd, args); err != nil {
		return err
	}
	in, _, err := source.Open(append(args, source.Stdin)[0], cmd.InOrStdin())
	if err != nil {
		return failure{err}
	}
	defer in.Close()
	if err := peer.ConllevalFilter(options, in, cmd.OutOrStdout()); err != nil {
		return failure{err}
	}
	return nil
}
