package guard

import (
	"errors"
	"os"
	"testing"
)

func TestSame(t *testing.T) {
	t.Chdir(t.TempDir())
	os.WriteFile("a", []byte("a"), 0o644)
	os.WriteFile("b", []byte("a"), 0o644)
	os.Mkdir("d", 0o755)
	if err := errors.Join(os.Symlink("a", "soft"), os.Link("a", "hard"), os.Symlink("d", "e"), os.Symlink("none", "dangling")); err != nil {
		t.Skip(err)
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"a", "a", true}, {"a", "./d/../a", true}, {"a", "soft", true}, {"a", "hard", true}, {"soft", "hard", true}, {"a", "b", false},
		{"d/new", "e/new", true}, {"new", "new", true}, {"none", "dangling", true}, {"new", "other", false}, {"a", "new", false},
		{"d", "e", true}, {"-", "-", false}, {"", "", false}, {os.DevNull, os.DevNull, false},
	} {
		if Same(c.a, c.b) != c.same || Same(c.b, c.a) != c.same {
			t.Errorf("%s, %s: want %v", c.a, c.b, c.same)
		}
	}
	if err := Check([]File{{"-o", "new"}, {"--html", "hard"}}, []File{{"input", "a"}}); !errors.Is(err, ErrSame) {
		t.Error(err)
	}
	if err := Check([]File{{"-o", "new"}, {"--html", "new"}}, nil); !errors.Is(err, ErrSame) {
		t.Error(err)
	}
	if err := Check([]File{{"-o", "new"}, {"--html", "b"}}, []File{{"input", "a"}, {"input", "-"}}); err != nil {
		t.Error(err)
	}
}
