// Command modpath gives the module another path, for who hosts it elsewhere:
//
//	go run ./internal/gen/modpath [-C DIR] NEWPATH
//
// The path of before is that of go.mod in DIR. It is replaced in every text file:
// in code, go.mod of this and the nested modules, documents, configuration and
// comments. In a git checkout only files that git tracks are touched, elsewhere
// all but .git. Nothing is written unless all can be.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the command: 0 done, 1 failed, 2 wrong use.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("modpath", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprintln(stderr, "usage: go run ./internal/gen/modpath [-C DIR] NEWPATH")
		flags.PrintDefaults()
	}
	dir := flags.String("C", ".", "the `DIR` of the module's go.mod")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if flags.NArg() != 1 {
		fmt.Fprintf(stderr, "modpath: %d arguments, want one: the new path of the module, as example.org/team/alam\n", flags.NArg())
		return 2
	}
	r, err := plan(*dir, flags.Arg(0))
	if err == nil {
		err = r.write(*dir)
	}
	if err != nil {
		fmt.Fprintf(stderr, "modpath: %v\n", err)
		if errors.Is(err, errPath) {
			return 2
		}
		return 1
	}
	fmt.Fprintf(stdout, "%s is %s now: %d files changed\n", r.from, r.to, len(r.changed))
	if len(r.untracked) > 0 {
		fmt.Fprintf(stdout, "not tracked by git and left as they are, with the old path: %s\n", strings.Join(r.untracked, ", "))
	}
	return 0
}
