package ner

// Endings and the article, in keys.
const (
	article    = "\u0627\u0644"
	yeh        = "\u064a"
	maksura    = "\u0649"
	hamzaAbove = "\u0623"
	hamzaBelow = "\u0625"
)
