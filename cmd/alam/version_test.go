package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

// built is what go build notes.
func built(version, revision, date, modified string) program {
	info := &debug.BuildInfo{Main: debug.Module{Version: version}}
	for _, s := range [][2]string{{"vcs.revision", revision}, {"vcs.time", date}, {"vcs.modified", modified}} {
		if s[1] != "" {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: s[0], Value: s[1]})
		}
	}
	return programOf(info)
}

func TestVersion(t *testing.T) {
	const commit = "0123456789abcdef0123456789abcdef01234567"
	for _, c := range []struct {
		b    program
		want string
	}{
		{built("v0.1.0", commit, "2026-11-28T13:06:21Z", "false"), "alam v0.1.0\ncommit 0123456789ab of 2026-11-28T13:06:21Z\n"},
		{built("v0.1.0", commit, "2026-11-28T13:06:21Z", "true"), "alam v0.1.0\ncommit 0123456789ab of 2026-11-28T13:06:21Z, with changes\n"},
		{built("v0.1.0", commit, "", ""), "alam v0.1.0\ncommit 0123456789ab\n"},
		{built("(devel)", "", "", ""), "alam (devel)\ncommit unknown\n"},
		{built("", "", "", ""), "alam (devel)\ncommit unknown\n"},
	} {
		if got := c.b.text(); !strings.HasPrefix(got, c.want) {
			t.Errorf("got\n%swant\n%s", got, c.want)
		}
	}
}

// TestIdentity: a job goes on with the same program, whatever its date is.
func TestIdentity(t *testing.T) {
	same := built("v0.0.0-20261128130621-0123456789ab", "0123456789ab", "2026-11-28T13:06:21Z", "false").identity()
	for _, b := range []program{
		built("v0.0.0-20261128130622-0123456789ab", "0123456789ab", "2026-11-28T13:06:22Z", "false"),
		built("(devel)", "0123456789ab", "", ""),
	} {
		if b.identity() != same {
			t.Errorf("%q is not %q", b.identity(), same)
		}
	}
	for _, b := range []program{
		built("v0.0.0-20261128130621-0123456789ab", "0123456789ab", "2026-11-28T13:06:21Z", "true"),
		built("v0.1.0", "123456789abc", "2026-11-28T13:06:21Z", "false"),
		built("v0.1.0", "", "", ""),
		built("v0.1.1", "", "", ""),
	} {
		if b.identity() == same {
			t.Errorf("%+v is %q too", b, same)
		}
		same = b.identity()
	}
}
