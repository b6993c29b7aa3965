package rule

// Letters and endings, in keys.
const (
	article   = "\u0627\u0644"
	yeh       = "\u064a"
	yehHeh    = "\u064a\u0647" // ية
	yehWawNun = "\u064a\u0648\u0646"
	yehYehNun = "\u064a\u064a\u0646"
	waw       = "\u0648"
	lam       = "\u0644"
	alef      = "\u0627"
	teh       = "\u062a"
	noon      = "\u0646"
	feh       = "\u0641"
	beh       = "\u0628"
	kaf       = "\u0643"
	wawNoon   = "\u0648\u0646"
	fathatan  = "\u064b"
)
