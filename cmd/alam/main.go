// Command alam finds names and topics in Arabic news and measures how well.
//
// Each verb is a file: tag.go, topics.go, eval.go, gazetteer.go, rules.go, config.go, version.go.
// Exit status: 0 done, 1 something in the input failed (and was reported, the
// rest done), 2 wrong use.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/near"
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// The exit statuses.
const (
	statusDone   = 0
	statusFailed = 1
	statusUsage  = 2
)

// errReported ends a verb whose errors stand on stderr already.
var errReported = errors.New("reported")

// A failure is an error of the input; every other error is one of use.
type failure struct{ error }

func (f failure) Unwrap() error { return f.error }

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(stdin)
	out := console.Guard(stdout)
	root.SetOut(out)
	root.SetErr(stderr)
	broken := helpErrors(root)
	cmd, err := root.ExecuteC()
	if err == nil {
		err = *broken
	}
	if err == nil {
		err = console.Flush(out)
	}
	var failed failure
	switch {
	case err == nil:
		return statusDone
	case errors.Is(err, syscall.EPIPE):
		return statusDone // whoever reads has read enough
	case errors.Is(err, errInterrupted):
		return statusInterrupted
	case errors.Is(err, errReported):
		return statusFailed
	case errors.As(err, &failed):
		report(stderr, err)
		return statusFailed
	}
	message, _, _ := strings.Cut(withFlags(bare(err).Error()), "\n")
	message = strings.TrimSuffix(message, ".")
	fmt.Fprintf(stderr, "alam: %s (see '%s --help'%s)\n", console.Message(message), cmd.CommandPath(), console.Message(configured(cmd, message)))
	return statusUsage
}

// report writes what went wrong.
func report(stderr io.Writer, err error) {
	fmt.Fprintf(stderr, "alam: %s\n", console.Message(withFlags(bare(err).Error())))
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "alam",
		Short: "Names and topics in Arabic news",
		Long: `Alam reads Arabic news and says who, where and which organizations it speaks
of, what it is about, and how well it knows.

Exit status: 0 done, 1 something in the input failed (it is reported, the rest
is done), 2 wrong use.`,
		Example: `  alam tag article.txt
  echo 'زار الرئيس الروسي فلاديمير بوتين القاهرة' | alam tag
  alam topics --top 5 article.txt
  alam eval --gold test.conll --map PERS=PER --labels PER,LOC,ORG
  alam gazetteer lookup 'وبالكرملين'`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noVerb,
	}
	root.PersistentPreRunE = prepared
	addConfig(root)
	versioned := root.Flags().BoolP("version", "v", false, "print the version, as alam version does")
	root.RunE = func(cmd *cobra.Command, args []string) error {
		if *versioned {
			return printVersion(cmd.OutOrStdout(), false)
		}
		return help(cmd, args)
	}
	root.AddCommand(newTag(), newBatch(), newTopics(), newEval(), newGazetteer(), newRules(), newFit(), newConfig(), newVersion())
	root.SetFlagErrorFunc(unknownFlag)
	strict(root)
	single(root)
	return root
}

// helpErrors gives what goes wrong when help is written: cobra drops it.
func helpErrors(root *cobra.Command) *error {
	var broken error
	write := root.HelpFunc()
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		out := root.OutOrStdout()
		var b bytes.Buffer
		root.SetOut(&b)
		write(cmd, args)
		root.SetOut(out)
		if _, err := b.WriteTo(out); err != nil {
			broken = writeError(err)
		}
	})
	return &broken
}

// unknownFlag adds to the error of a flag that there is not which one was meant.
func unknownFlag(cmd *cobra.Command, err error) error {
	name, ok := strings.CutPrefix(err.Error(), "unknown flag: --")
	if !ok {
		return err
	}
	if now := formerOf(cmd, name); now != "" {
		return fmt.Errorf("%w, did you mean --%s?", err, now)
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			known = append(known, f.Name)
		}
	})
	return fmt.Errorf("%w%s", err, near.Hint(name, known, "--"))
}

// strict makes cobra's own commands refuse what they do not know, as the others
// do.
func strict(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "help":
			c.Args = func(_ *cobra.Command, args []string) error {
				found, rest, err := root.Find(args)
				if err != nil {
					return err
				}
				return noVerb(found, rest)
			}
		case "completion":
			c.Args, c.RunE = noVerb, help
		}
	}
}

// help is what a command does that only holds others.
func help(cmd *cobra.Command, _ []string) error { return cmd.Help() }

// noVerb refuses arguments that are no verb.
func noVerb(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			verbs = append(verbs, c.Name())
		}
	}
	if len(verbs) == 0 {
		return fmt.Errorf("unknown command %q for %q", args[0], cmd.CommandPath())
	}
	return fmt.Errorf("unknown command %q for %q, want one of %s%s", args[0], cmd.CommandPath(), strings.Join(verbs, ", "), near.Hint(args[0], verbs, ""))
}

// onlyGold refuses arguments of a command whose labelled files --gold names.
func onlyGold(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%q: name the labelled file with --gold", args[0])
	}
	return nil
}
