package ner

// Letters and endings, in keys.
const (
	rl_article   = "\u0627\u0644"
	rl_yeh       = "\u064a"
	rl_yehHeh    = "\u064a\u0647" // ية
	rl_yehWawNun = "\u064a\u0648\u0646"
	rl_yehYehNun = "\u064a\u064a\u0646"
	rl_waw       = "\u0648"
	rl_lam       = "\u0644"
	rl_alef      = "\u0627"
	rl_teh       = "\u062a"
	rl_noon      = "\u0646"
	rl_feh       = "\u0641"
	rl_beh       = "\u0628"
	rl_kaf       = "\u0643"
	rl_wawNoon   = "\u0648\u0646"
	rl_fathatan  = "\u064b"
)
