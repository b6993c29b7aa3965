package word

// Letters and endings, in keys.
const (
	article = "\u0627\u0644"
	lam     = "\u0644"
)
