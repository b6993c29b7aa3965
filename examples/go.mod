module github.com/alam-nlp/alam/examples

go 1.26.0

toolchain go1.26.8

require github.com/alam-nlp/alam v0.0.0

require (
	github.com/kljensen/snowball v0.10.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/alam-nlp/alam => ../
