//go:build linux

package main

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// tryKill kills a job some times, goes on, and compares.
func tryKill(b *bench, r *rand.Rand, dir string) (outcome, error) {
	n := r.IntN(len(jobs))
	c, err := b.undisturbed(n)
	if err != nil {
		return "", err
	}
	if err := b.prepare(n, dir); err != nil {
		return "", err
	}
	kills := 0
	for range 1 + r.IntN(4) {
		killed, err := b.killAfter(b.job(n, dir), time.Duration(r.Int64N(int64(c.span))), c.status)
		if err != nil {
			return "", fmt.Errorf("%s, after %d kills: %w", b.name(n), kills, err)
		}
		if !killed {
			break // it was done: what is there must not be done again
		}
		kills++
	}
	b.kills += kills
	if err := b.goOn(n, dir, c); err != nil {
		return "", fmt.Errorf("%s, after %d kills: %w", b.name(n), kills, err)
	}
	return "the same bytes", nil
}

func (b *bench) name(n int) string { return strings.TrimSpace(jobs[n].out + " " + jobs[n].flags) }

// killAfter starts a job and kills it after a while; it reports whether that was
// in time. A job that ended by itself has the wanted status.
func (b *bench) killAfter(cmd *exec.Cmd, wait time.Duration, want int) (bool, error) {
	var says strings.Builder
	cmd.Stderr = &says
	if err := cmd.Start(); err != nil {
		return false, err
	}
	timer := time.AfterFunc(wait, func() { _ = cmd.Process.Kill() })
	err := cmd.Wait()
	timer.Stop()
	switch s := status(err); s {
	case statusKilled:
		return true, nil
	case want:
		return false, nil
	default:
		return false, fmt.Errorf("status %d, want %d: %.500s", s, want, &says)
	}
}

// goOn gives the command again until the output is whole, and compares. A job
// that was done says that its output exists, unless it may write over it.
func (b *bench) goOn(n int, dir string, c clean, more ...string) error {
	says, err := b.job(n, dir, more...).CombinedOutput()
	s := status(err)
	if err := broken(s, string(says)); err != nil {
		return err
	}
	if differs := c.same(dir); differs != nil {
		return fmt.Errorf("status %d (%.300s): %w", s, strings.TrimSpace(string(says)), differs)
	}
	if s != c.status && !strings.Contains(string(says), "overwrite") {
		return fmt.Errorf("status %d, want %d: %.300s", s, c.status, says)
	}
	return nil
}

// tryDamage damages a file of what a killed job keeps. Going on gives the same
// bytes, or a refusal after whose remedy a job does.
func tryDamage(b *bench, r *rand.Rand, dir string) (outcome, error) {
	n := r.IntN(len(jobs))
	c, err := b.undisturbed(n)
	if err != nil {
		return "", err
	}
	if err := b.prepare(n, dir); err != nil {
		return "", err
	}
	for try := 0; ; try++ {
		killed, err := b.killAfter(b.job(n, dir), c.span/10+time.Duration(r.Int64N(int64(c.span))), c.status)
		if err != nil {
			return "", fmt.Errorf("%s: %w", b.name(n), err)
		}
		if killed {
			break
		}
		if try > 20 {
			return "never in time", nil
		}
		if err := emptied(dir); err != nil {
			return "", err
		}
		if err := b.prepare(n, dir); err != nil {
			return "", err
		}
	}
	b.kills++
	what, err := damage(r, dir)
	if err != nil || what == "" {
		return "nothing to damage", err
	}
	says, err := b.job(n, dir).CombinedOutput()
	s := status(err)
	if err := broken(s, string(says)); err != nil {
		return "", fmt.Errorf("%s, %s: %w", b.name(n), what, err)
	}
	differs := c.same(dir)
	if differs == nil {
		return "the same bytes", nil
	}
	remedy := []string{"--restart"}
	switch text := string(says); {
	case s == c.status && !strings.Contains(text, "alam: "), s == statusDone:
		return "", fmt.Errorf("%s, %s: taken for sound: %w", b.name(n), what, differs)
	case strings.Contains(text, "--overwrite"):
		remedy = []string{"--overwrite", "--restart"}
	case strings.Contains(text, "--restart"):
	case strings.Contains(text, "move") || strings.Contains(text, "remove"):
		if err := emptied(dir); err != nil {
			return "", err
		}
	default:
		return "", fmt.Errorf("%s, %s: no remedy is said: %.500s", b.name(n), what, text)
	}
	if slices.Contains(remedy, "--overwrite") && jobs[n].old {
		remedy = remedy[1:]
	}
	if err := b.goOn(n, dir, c, remedy...); err != nil {
		return "", fmt.Errorf("%s, %s: after the remedy %v: %w", b.name(n), what, remedy, err)
	}
	return "refused, and mended by what it said", nil
}

// emptied makes a folder empty.
func emptied(dir string) error {
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	return os.Mkdir(dir, 0o755)
}

// damage damages one of the files that belong to an unfinished job; it says what
// it did, "" if there is none.
func damage(r *rand.Rand, dir string) (string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && (strings.Contains(path, ".work") || strings.Contains(path, ".checkpoint") || strings.Contains(path, "-0000")) {
			files = append(files, path)
		}
		return err
	})
	if err != nil || len(files) == 0 {
		return "", err
	}
	path := files[r.IntN(len(files))]
	content, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	name, _ := filepath.Rel(dir, path)
	how := r.IntN(6)
	if len(content) == 0 {
		how = 2 + r.IntN(2)*3
	}
	switch how {
	case 0:
		at := r.IntN(len(content))
		content[at] ^= 1 << r.IntN(8)
		return fmt.Sprintf("a bit of %s turned at %d", name, at), os.WriteFile(path, content, 0o644)
	case 1:
		at := r.IntN(len(content))
		return fmt.Sprintf("%s cut at %d of %d", name, at, len(content)), os.WriteFile(path, content[:at], 0o644)
	case 2:
		return name + " with more behind", os.WriteFile(path, append(content, "{\"x\":1}\n"...), 0o644)
	case 3:
		from := r.IntN(len(content))
		for i := from; i < min(from+64, len(content)); i++ {
			content[i] = 0
		}
		return fmt.Sprintf("%s with zeros from %d", name, from), os.WriteFile(path, content, 0o644)
	case 4:
		return name + " emptied", os.WriteFile(path, nil, 0o644)
	default:
		return name + " taken away", os.Remove(path)
	}
}

// tryTwo starts a job twice at once: one does it, and the other leaves it alone.
func tryTwo(b *bench, r *rand.Rand, dir string) (outcome, error) {
	n := r.IntN(len(jobs))
	c, err := b.undisturbed(n)
	if err != nil {
		return "", err
	}
	if err := b.prepare(n, dir); err != nil {
		return "", err
	}
	var says [2]string
	var statuses [2]int
	var both sync.WaitGroup
	for i := range says {
		cmd, wait := b.job(n, dir), time.Duration(i)*time.Duration(r.Int64N(int64(c.span/2)+1))
		both.Go(func() {
			time.Sleep(wait)
			out, err := cmd.CombinedOutput()
			says[i], statuses[i] = string(out), status(err)
		})
	}
	both.Wait()
	for i := range says {
		if err := broken(statuses[i], says[i]); err != nil {
			return "", fmt.Errorf("%s: %w", b.name(n), err)
		}
	}
	if err := c.same(dir); err != nil {
		return "", fmt.Errorf("%s: %w; the first: %.200s; the second: %.200s", b.name(n), err, says[0], says[1])
	}
	return "done once, the same bytes", nil
}

// tryDisk does a job on a disk that is too small, makes it larger and goes on.
func tryDisk(b *bench, r *rand.Rand, dir string) (outcome, error) {
	n := r.IntN(len(jobs))
	for jobs[n].old { // the disk is empty at first
		n = r.IntN(len(jobs))
	}
	c, err := b.undisturbed(n)
	if err != nil {
		return "", err
	}
	size := 16 + r.IntN(600)
	if says, err := exec.Command("mount", "-t", "tmpfs", "-o", fmt.Sprintf("size=%dk", size), "none", dir).CombinedOutput(); err != nil {
		return "", skip("no right to mount a small disk: " + strings.TrimSpace(string(says)))
	}
	defer func() { _ = exec.Command("umount", "-l", dir).Run() }()
	says, err := b.job(n, dir).CombinedOutput()
	s := status(err)
	if err := broken(s, string(says)); err != nil {
		return "", fmt.Errorf("%s on %d KB: %w", b.name(n), size, err)
	}
	full := c.same(dir) != nil
	if full && (s != statusFailed || !strings.Contains(string(says), "no space left on device")) {
		return "", fmt.Errorf("%s on %d KB: status %d does not say that the disk is full: %.400s", b.name(n), size, s, says)
	}
	if says, err := exec.Command("mount", "-o", "remount,size=200m", dir).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w: %s", err, says)
	}
	if err := b.goOn(n, dir, c); err != nil {
		return "", fmt.Errorf("%s on %d KB, then with room: %w", b.name(n), size, err)
	}
	if full {
		return "said so, and went on", nil
	}
	return "it had room", nil
}
