package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/alam-nlp/alam"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/cmd/alam/internal/rules"
	"github.com/alam-nlp/alam/internal/engine"
	"github.com/alam-nlp/alam/rule"
)

func newRules() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "Check, test and trace rule files",
		Long: `Check, test and trace rule files, which say how names are found by what stands
around them. docs/rules.md describes the language.`,
		Args: noVerb,
		RunE: help,
	}
	cmd.AddCommand(newRulesCheck(), newRulesTest(), newRulesTrace())
	return cmd
}

// listFlags are the lists that lie over the embedded one.
func listFlags(cmd *cobra.Command, f *analyzerFlags) {
	cmd.Flags().StringArrayVar(&f.gazetteers, "gazetteer", nil, "`FILE` of names that lies over the embedded one: a list as docs/gazetteer.md has it, a name a line, CSV or compiled; repeatable, the last on top")
	f.lists.add(cmd)
}

func newRulesCheck() *cobra.Command {
	return onRuleFiles(&cobra.Command{
		Use:   "check [flags] [FILE ...]",
		Short: "Say what is wrong with rules",
		Long: `Say what is wrong with rule files; without FILE, with the embedded rules. Errors
are what cannot be read, classes that the lexicon does not have, and rules that
can never match. Warnings are labels and kinds that no list has, words that
differ in a letter from one that news has, conditions that never hold, and rules
that find nothing which another does not find with the same or more weight.
Exit status 1 if there are errors.`,
		Example: `  alam rules check
  alam rules check our.rules
  alam rules check --gazetteer our-names.tsv --format json our.rules`,
	}, func(cmd *cobra.Command, files []rules.File, o alam.Options, json bool) error {
		findings, err := rules.Check(files, engine.Options(o))
		if err != nil {
			return failure{err}
		}
		if err := console.WriteFindings(cmd.OutOrStdout(), findings, json); err != nil {
			return writeError(err)
		}
		n := map[string]int{}
		for _, f := range findings {
			n[f.Severity]++
		}
		if len(n) > 0 {
			fmt.Fprintf(cmd.ErrOrStderr(), "errors: %d, warnings: %d\n", n[rule.SeverityError], n[rule.SeverityWarning])
		}
		if n[rule.SeverityError] > 0 {
			return errReported
		}
		return nil
	})
}

func newRulesTest() *cobra.Command {
	return onRuleFiles(&cobra.Command{
		Use:   "test [flags] [FILE ...]",
		Short: "Run the examples beside rules",
		Long: `Run the examples and counter-examples below each rule of rule files; without
FILE, those of the embedded rules. Each asks what its rule by itself proposes.
Exit status 1 if one does not hold.`,
		Example: `  alam rules test
  alam rules test our.rules`,
	}, func(cmd *cobra.Command, files []rules.File, o alam.Options, json bool) error {
		tested, err := rules.Test(files, engine.Options(o))
		if err != nil {
			return failure{err}
		}
		if err := console.WriteTested(cmd.OutOrStdout(), tested, json); err != nil {
			return writeError(err)
		}
		if len(tested.Failed) > 0 {
			return errReported
		}
		return nil
	})
}

// onRuleFiles makes cmd read rule files, and what the tagger knows besides, for
// do, which writes JSON or text.
func onRuleFiles(cmd *cobra.Command, do func(cmd *cobra.Command, files []rules.File, o alam.Options, json bool) error) *cobra.Command {
	var f analyzerFlags
	var asJSON bool
	listFlags(cmd, &f)
	textOrJSON(cmd, &asJSON, "form of the output")
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if len(paths) > 0 {
			if err := checkFiles(cmd, paths); err != nil {
				return err
			}
		}
		o, err := f.options()
		if err != nil {
			return err
		}
		files, err := rules.Read(paths, cmd.InOrStdin())
		if err != nil {
			return failure{err}
		}
		for _, f := range files {
			if len(f.Rules) == 0 && len(f.Findings) == 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "alam: %s: there is no rule in it\n", f.Path)
			}
		}
		return do(cmd, files, o, asJSON)
	}
	return cmd
}

func newRulesTrace() *cobra.Command {
	var f analyzerFlags
	var color, rule string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "trace [flags] TEXT ...",
		Short: "Say which rules match in a text, and which nearly do",
		Long: `Say which rules match in a text and what they propose, and of those that began
and did not come to their end, how far each came, which token stopped it, and
what it asked for that the token is not. "-" reads the text from standard input.
Exit status 1 if no rule matches.`,
		Example: `  alam rules trace 'قال الرئيس الروسي فلاديمير بوتين'
  alam rules trace --rules our.rules --rule our.rule 'المدعو سالم العلي'
  alam rules trace --format json - < article.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("no TEXT to trace")
			}
			return nil
		},
	}
	listFlags(cmd, &f)
	cmd.Flags().StringArrayVar(&f.rules, "rules", nil, "rule `FILE`, added to the embedded rules; repeatable")
	cmd.Flags().StringVar(&rule, "rule", "", "only the rule of this `NAME`, with all its attempts")
	textOrJSON(cmd, &asJSON, "form of the output; json is a line for each rule")
	choice(cmd, &color, "color", "auto", "colour on the terminal; auto respects NO_COLOR", "auto", "always", "never")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		text, err := rules.Text(args, cmd.InOrStdin())
		if err != nil {
			return failure{err}
		}
		o, err := f.options()
		if err != nil {
			return err
		}
		traces, err := rules.Trace(text, rule, engine.Options(o))
		if err != nil {
			return failure{err}
		}
		out := cmd.OutOrStdout()
		if err := console.WriteTrace(out, text, traces, console.TraceOptions{
			Color: console.UseColor(color, out, os.Getenv), JSON: asJSON, All: rule != ""}); err != nil {
			return writeError(err)
		}
		for _, t := range traces {
			if len(t.Matches) > 0 {
				return nil
			}
		}
		return errReported
	}
	return cmd
}
