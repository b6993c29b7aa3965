package ner

// Letters and endings, in keys.
const (
	wd_article = "\u0627\u0644"
	wd_lam     = "\u0644"
)
