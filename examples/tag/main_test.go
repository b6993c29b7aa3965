package main

func Example() {
	main()
	// Output:
	// 33 60 PER فلاديمير بوتين
	// 116 126 PER بوتين
	// 132 142 LOC روسيا
	// 155 180 ORG الأمم المتحدة
	// politician/vladimir-putin Vladimir Putin 2
	// country/RU Russia 1
	// international/united-nations United Nations 1
}
