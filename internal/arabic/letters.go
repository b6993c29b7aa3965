package arabic

// The letters of Arabic, in the order of Unicode, which [IsLetter] knows.
const (
	Hamza          = '\u0621' // ء
	AlefMaddaAbove = '\u0622' // آ
	AlefHamzaAbove = '\u0623' // أ
	WawHamzaAbove  = '\u0624' // ؤ
	AlefHamzaBelow = '\u0625' // إ
	YehHamzaAbove  = '\u0626' // ئ
	Alef           = '\u0627' // ا
	Beh            = '\u0628' // ب
	TehMarbuta     = '\u0629' // ة
	Teh            = '\u062a' // ت
	Theh           = '\u062b' // ث
	Jeem           = '\u062c' // ج
	Hah            = '\u062d' // ح
	Khah           = '\u062e' // خ
	Dal            = '\u062f' // د
	Thal           = '\u0630' // ذ
	Reh            = '\u0631' // ر
	Zain           = '\u0632' // ز
	Seen           = '\u0633' // س
	Sheen          = '\u0634' // ش
	Sad            = '\u0635' // ص
	Dad            = '\u0636' // ض
	Tah            = '\u0637' // ط
	Zah            = '\u0638' // ظ
	Ain            = '\u0639' // ع
	Ghain          = '\u063a' // غ
	Feh            = '\u0641' // ف
	Qaf            = '\u0642' // ق
	Kaf            = '\u0643' // ك
	Lam            = '\u0644' // ل
	Meem           = '\u0645' // م
	Noon           = '\u0646' // ن
	Heh            = '\u0647' // ه
	Waw            = '\u0648' // و
	AlefMaksura    = '\u0649' // ى
	Yeh            = '\u064a' // ي
)

// The marks that are written over and under letters, and the stretch between them.
const (
	Tatweel         = '\u0640'
	Fathatan        = '\u064b'
	Dammatan        = '\u064c'
	Kasratan        = '\u064d'
	Fatha           = '\u064e'
	Damma           = '\u064f'
	Kasra           = '\u0650'
	Shadda          = '\u0651'
	Sukun           = '\u0652'
	SuperscriptAlef = '\u0670'
)

// Letters of other languages in Arabic script, and of the Quran.
const (
	AlefWasla          = '\u0671' // ٱ
	AlefWavyHamzaAbove = '\u0672' // ٲ
	AlefWavyHamzaBelow = '\u0673' // ٳ
	Tteh               = '\u0679' // ٹ
	Peh                = '\u067e' // پ
	Tcheh              = '\u0686' // چ
	Ddal               = '\u0688' // ڈ
	Rreh               = '\u0691' // ڑ
	Jeh                = '\u0698' // ژ
	Veh                = '\u06a4' // ڤ
	QafThreeDotsAbove  = '\u06a8' // ڨ
	Keheh              = '\u06a9' // ک
	SwashKaf           = '\u06aa' // ڪ
	Gaf                = '\u06af' // گ
	NoonGhunna         = '\u06ba' // ں
	HehDoachashmee     = '\u06be' // ھ
	HehYehAbove        = '\u06c0' // ۀ
	HehGoal            = '\u06c1' // ہ
	TehMarbutaGoal     = '\u06c3' // ۃ
	Oe                 = '\u06c6' // ۆ
	U                  = '\u06c7' // ۇ
	Ve                 = '\u06cb' // ۋ
	FarsiYeh           = '\u06cc' // ی
	YehTail            = '\u06cd' // ۍ
	E                  = '\u06d0' // ې
	YehBarree          = '\u06d2' // ے
	Ae                 = '\u06d5' // ە
)

// Punctuation and signs.
const (
	Comma              = '\u060c' // ،
	Semicolon          = '\u061b' // ؛
	QuestionMark       = '\u061f' // ؟
	DecimalSeparator   = '\u066b' // ٫
	ThousandsSeparator = '\u066c' // ٬
	FullStop           = '\u06d4' // ۔
	EndOfAyah          = '\u06dd'
)
