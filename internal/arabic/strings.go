package arabic

// Letters that logic cuts from words and puts before them, as strings. Each takes
// two bytes.
const (
	AlefS           = string(Alef)
	BehS            = string(Beh)
	TehMarbutaS     = string(TehMarbuta)
	TehS            = string(Teh)
	SeenS           = string(Seen)
	FehS            = string(Feh)
	KafS            = string(Kaf)
	LamS            = string(Lam)
	NoonS           = string(Noon)
	HehS            = string(Heh)
	WawS            = string(Waw)
	AlefMaksuraS    = string(AlefMaksura)
	YehS            = string(Yeh)
	AlefHamzaAboveS = string(AlefHamzaAbove)
	AlefHamzaBelowS = string(AlefHamzaBelow)
)

// Article is the article ال.
const Article = AlefS + LamS
