package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/alam-nlp/alam/batch/source"
	"github.com/alam-nlp/alam/cmd/alam/internal/config"
	"github.com/alam-nlp/alam/cmd/alam/internal/console"
	"github.com/alam-nlp/alam/internal/near"
	"github.com/alam-nlp/alam/internal/tsv"
)

// fromConfig is the annotation of a flag that a configuration file has set: its
// value is file:line.
const fromConfig = "config"

func newConfig() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Show what the configuration file gives",
		Long: `Show what the configuration file gives. It is the FILE of --config, else that of
the variable ALAM_CONFIG, else alam.toml in the working directory; --no-config
reads none. Its keys are names of flags, at the top for every verb that has the
flag, in a table such as [tag] or [topics.fit] for one verb. A flag on the
command line wins. docs/configuration.md says more.`,
		Args: noVerb,
		RunE: help,
	}
	cmd.AddCommand(&cobra.Command{
		Use:   "show [VERB ...]",
		Short: "Print the values that hold for a verb, and where each comes from",
		Long: `Print the values that hold for a verb, and where each comes from, as a
configuration file: what is a default is a comment. Without VERB, what the file
gives to each verb.`,
		Example: `  alam config show
  alam config show tag
  alam config show topics fit --config our.toml`,
		RunE: showConfig,
	})
	return cmd
}

// addConfig adds the flags about the file, which every verb has.
func addConfig(root *cobra.Command) {
	root.PersistentFlags().String("config", "", "`FILE` with values of flags (default alam.toml in the working directory, or that of ALAM_CONFIG)")
	root.PersistentFlags().Bool("no-config", false, "read no configuration file")
}

// prepared sets the flags that the configuration gives, and refuses a command that
// would write over what it reads.
func prepared(cmd *cobra.Command, args []string) error {
	verbs := configurable(cmd.Root())
	i := slices.IndexFunc(verbs, func(v config.Verb) bool { return v.Name == verbName(cmd) })
	if i < 0 {
		return nil
	}
	file, err := readConfig(cmd, verbs)
	if err != nil {
		return err
	}
	if file == nil {
		return guarded(cmd, args)
	}
	if err := configure(cmd, args, file, &verbs[i]); err != nil {
		return err
	}
	return guarded(cmd, args, file.Path)
}

// readConfig reads the file that holds; nil for none.
func readConfig(cmd *cobra.Command, verbs []config.Verb) (*config.File, error) {
	flags := cmd.Flags()
	named, err := flags.GetString("config")
	if err != nil {
		return nil, err
	}
	switch none, _ := flags.GetBool("no-config"); {
	case none && flags.Changed("config"):
		return nil, errors.New("--config and --no-config do not go together")
	case none:
		return nil, nil
	case flags.Changed("config") && (named == "" || named == source.Stdin):
		return nil, errors.New("--config needs the name of a file")
	}
	path, err := config.Find(named, os.Getenv)
	if err != nil || path == "" {
		return nil, err
	}
	file, err := config.Load(path)
	var wrong *tsv.ParseError
	switch {
	case errors.As(err, &wrong):
		return nil, err // as a wrong flag is
	case err != nil && named == "" && path != config.Name:
		return nil, failure{fmt.Errorf("%s, the file of %s: %w", path, config.Variable, bareOS(err))}
	case err != nil:
		return nil, failure{fmt.Errorf("%s: %w", path, bareOS(err))}
	}
	return file, file.Check(verbs)
}

// configurable are the verbs that a configuration has values for.
func configurable(root *cobra.Command) []config.Verb {
	var out []config.Verb
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		switch cmd.Name() {
		case "help", "completion", "config", "version", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
			return
		}
		if cmd != root && (cmd.LocalNonPersistentFlags().HasFlags() || !cmd.HasSubCommands()) {
			out = append(out, config.Verb{Name: verbName(cmd), Flags: configFlags(cmd)})
		}
		for _, c := range cmd.Commands() {
			walk(c)
		}
	}
	walk(root)
	return out
}

func verbName(cmd *cobra.Command) string {
	_, name, _ := strings.Cut(cmd.CommandPath(), " ")
	return name
}

// configFlags are the flags of a command as a configuration knows them.
func configFlags(cmd *cobra.Command) []config.Flag {
	var out []config.Flag
	cmd.LocalNonPersistentFlags().VisitAll(func(f *pflag.Flag) {
		if f.Name == "help" {
			return
		}
		kind, _ := pflag.UnquoteUsage(f)
		_, gathers := f.Value.(pflag.SliceValue)
		c := config.Flag{Name: f.Name, Type: f.Value.Type(), Path: strings.Contains(kind, "FILE") || kind == "OUTPUT",
			Repeatable: gathers || strings.Contains(f.Usage, "repeatable"), Output: slices.Contains(outputNames, f.Name), Default: f.DefValue}
		if f.Name == "weights" {
			c.Words = []string{byHand}
		}
		out = append(out, c)
	})
	for old := range former {
		if now := formerOf(cmd, old); now != "" {
			out = append(out, config.Flag{Name: old, Renamed: now})
		}
	}
	return out
}

// configure sets the flags of a verb that were not given.
func configure(cmd *cobra.Command, args []string, file *config.File, verb *config.Verb) error {
	typed := cmd.Flags().Changed
	for _, s := range file.For(verb) {
		name := s.Flag.Name
		if typed(name) || slices.ContainsFunc(rivals(name), typed) {
			continue
		}
		f := cmd.Flags().Lookup(name)
		set := f.Value.Set
		if o, ok := f.Value.(*once); ok {
			set = o.Value.Set // what stands on the command line is one value, still
		}
		for _, text := range s.Texts {
			if name == "list-label" && !ofList(cmd, args, text) {
				continue
			}
			if err := set(text); err != nil {
				return &tsv.ParseError{Path: file.Path, Line: s.Entry.Line, Err: fmt.Errorf("%s: %w", name, bare(err))}
			}
		}
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		f.Annotations[fromConfig] = []string{fmt.Sprintf("%s:%d", file.Path, s.Entry.Line)}
	}
	return nil
}

// rivals are the flags beside which a flag does not stand: where one of them was
// given, what the configuration says of it does not hold.
func rivals(name string) []string {
	var out []string
	pair := func(a, b string) {
		if a == name {
			out = append(out, b)
		} else if b == name {
			out = append(out, a)
		}
	}
	for _, a := range apart {
		for _, other := range a.with {
			pair(a.flag, other)
		}
	}
	pair("json", "format")
	pair("json", "markdown")
	pair("markdown", "format")
	pair("category-field", "keyphrase-field")
	return out
}

// ofList reports whether a label of --list-label is for a list that is read: one for
// all is, if there are lists.
func ofList(cmd *cobra.Command, args []string, text string) bool {
	lists := args
	if f := cmd.Flags().Lookup("gazetteer"); f != nil {
		lists = f.Value.(pflag.SliceValue).GetSlice()
	}
	i := strings.LastIndexByte(text, '=')
	return len(lists) > 0 && (i < 0 || slices.Contains(lists, text[:i]))
}

// has reports whether a flag was given, or set by the configuration.
func has(cmd *cobra.Command, name string) bool {
	f := cmd.Flags().Lookup(name)
	return f != nil && (f.Changed || f.Annotations[fromConfig] != nil)
}

var flagInMessage = regexp.MustCompile(`--([a-z][a-z0-9-]*)`)

// configured says of an error of use which of the flags that it names come from the
// configuration: nobody sees them on the command line.
func configured(cmd *cobra.Command, message string) string {
	out := ""
	for _, m := range flagInMessage.FindAllStringSubmatch(message, -1) {
		if f := cmd.Flags().Lookup(m[1]); f != nil && f.Annotations[fromConfig] != nil {
			if note := fmt.Sprintf("; %s gives --%s", f.Annotations[fromConfig][0], f.Name); !strings.Contains(out, note) {
				out += note
			}
		}
	}
	if out != "" {
		out += "; --no-config leaves it out"
	}
	return out
}

// showConfig prints what holds.
func showConfig(cmd *cobra.Command, args []string) error {
	root := cmd.Root()
	verbs := configurable(root)
	name := strings.Join(args, " ")
	i := slices.IndexFunc(verbs, func(v config.Verb) bool { return v.Name == name })
	if i < 0 && name != "" {
		var names []string
		for _, v := range verbs {
			names = append(names, v.Name)
		}
		return fmt.Errorf("%q: no such verb, or none that takes flags%s", name, near.Hint(name, names, ""))
	}
	file, err := readConfig(cmd, verbs)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if file == nil {
		fmt.Fprintf(&b, "# no configuration: no --config, no %s, and no %s in the working directory\n", config.Variable, config.Name)
		file = &config.File{}
	} else {
		fmt.Fprintf(&b, "# %s\n", console.Message(file.Path))
	}
	for j := range verbs {
		if name != "" && j != i {
			continue
		}
		verb, _, err := root.Find(strings.Fields(verbs[j].Name))
		if err != nil {
			return err
		}
		if err := configure(verb, nil, file, &verbs[j]); err != nil {
			return err
		}
		showVerb(&b, &verbs[j], file, name != "")
	}
	if _, err := b.WriteTo(cmd.OutOrStdout()); err != nil {
		return writeError(err)
	}
	return nil
}

// showVerb writes the table of one verb, with its defaults or without.
func showVerb(b *bytes.Buffer, verb *config.Verb, file *config.File, defaults bool) {
	settings := file.For(verb)
	if len(settings) == 0 && !defaults {
		return
	}
	table := strings.ReplaceAll(verb.Name, " ", ".")
	fmt.Fprintf(b, "\n[%s]\n", table)
	for i := range verb.Flags {
		flag := &verb.Flags[i]
		at := slices.IndexFunc(settings, func(s config.Setting) bool { return s.Flag == flag })
		switch {
		case at >= 0:
			fmt.Fprintf(b, "%s  # %s:%d\n", config.Line(flag, settings[at].Texts), console.Message(file.Path), settings[at].Entry.Line)
		case defaults && flag.Renamed == "":
			var texts []string
			if !flag.Repeatable {
				texts = []string{flag.Default}
			}
			fmt.Fprintf(b, "# %s  # default\n", config.Line(flag, texts))
		}
	}
}
