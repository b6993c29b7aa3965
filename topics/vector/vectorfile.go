package vector

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/alam-nlp/alam/internal/flat"
	"github.com/alam-nlp/alam/topics"
)

// The form of a vectorizer's file.
const (
	vectorMagic    = "ALAMVECT"
	vectorVersion  = 1
	vectorSections = 6 // meta, df, the three of flat.Words, stop terms
	vectorMeta     = 9
)

// The switches in the file.
const (
	flagBinary = 1 << iota
	flagSublinear
	flagNoSmooth
	flagNoIDF
	allFlags = 1<<iota - 1
)

// tablesSum tells the tables of Stems apart. Other analyses have none.
func (o *VectorizerOptions) tablesSum() uint32 {
	if o.Analysis != Stems {
		return 0
	}
	return topics.TablesSum(o.DF, o.Stop)
}

// File gives the bytes that OpenVectorizer opens: the vocabulary, its document
// frequencies and the options, without the tables of Stems.
func (v *Vectorizer) File() []byte {
	flags := uint32(0)
	for _, f := range []struct {
		on  bool
		bit uint32
	}{{v.opts.Binary, flagBinary}, {v.opts.SublinearTF, flagSublinear}, {v.opts.NoSmoothIDF, flagNoSmooth}, {v.opts.NoIDF, flagNoIDF}} {
		if f.on {
			flags |= f.bit
		}
	}
	stop := slices.Sorted(maps.Keys(v.stop))
	meta := []uint32{uint32(v.opts.Analysis), uint32(v.opts.NgramRange[0]), uint32(v.opts.NgramRange[1]), flags, uint32(v.opts.Norm),
		uint32(v.docs), uint32(v.undercount), v.tables, uint32(len(stop))}
	return flat.Write(vectorMagic, vectorVersion, flat.AppendUint32s(nil, meta...), flat.AppendUint32s(nil, v.df...),
		v.packed[0], v.packed[1], v.packed[2], []byte(strings.Join(stop, "\x00")))
}

// OpenVectorizer opens the content of a file, as Vectorizer.File gave it. df and stop are the
// tables that it was fitted with, which only Stems uses; others are refused
// with ErrVocabulary. A file that is cut short, altered or of another version is
// refused with an error that wraps topics.ErrFormat, ErrVersion, ErrTruncated,
// ErrChecksum or ErrCorrupt.
func OpenVectorizer(content string, df *topics.DocFreq, stop *topics.StopWords) (*Vectorizer, error) {
	fail := func(err error) (*Vectorizer, error) { return nil, fmt.Errorf("vector: vectorizer: %w", err) }
	s, err := flat.Open(content, vectorMagic, vectorVersion, vectorSections)
	if err != nil {
		return fail(err)
	}
	meta := flat.Uint32s(s[0])
	if meta.Len() != vectorMeta || len(s[0]) != 4*vectorMeta || meta.At(0) > uint32(Blanks) || meta.At(3) > allFlags || meta.At(4) > uint32(topics.NoNorm) ||
		uint64(meta.At(5)) > math.MaxInt || uint64(meta.At(6)) > math.MaxInt {
		return fail(fmt.Errorf("%w: options", flat.ErrCorrupt))
	}
	flags := meta.At(3)
	v := &Vectorizer{docs: int(meta.At(5)), undercount: int(meta.At(6)), tables: meta.At(7), opts: VectorizerOptions{
		Analysis: Analysis(meta.At(0)), DF: df, Stop: stop, NgramRange: [2]int{int(meta.At(1)), int(meta.At(2))}, Binary: flags&flagBinary != 0,
		Weighting: topics.Weighting{SublinearTF: flags&flagSublinear != 0, NoSmoothIDF: flags&flagNoSmooth != 0, NoIDF: flags&flagNoIDF != 0, Norm: topics.Norm(meta.At(4))},
	}}
	if meta.At(8) > 0 {
		v.opts.StopTerms = strings.Split(s[5], "\x00")
	}
	if len(v.opts.StopTerms) != int(meta.At(8)) || v.opts.fill() != nil {
		return fail(fmt.Errorf("%w: options", flat.ErrCorrupt))
	}
	v.stop = stopSet(v.opts.StopTerms)
	if v.words, err = flat.OpenWords(s[2], s[3], s[4]); err != nil {
		return fail(err)
	}
	for i := range v.packed {
		v.packed[i] = []byte(s[2+i])
	}
	counts := flat.Uint32s(s[1])
	if len(s[1]) != 4*v.words.Len() {
		return fail(fmt.Errorf("%w: lengths of sections", flat.ErrCorrupt))
	}
	for i := range counts.Len() {
		if c := counts.At(i); c < 1 || uint64(c) > uint64(v.docs) {
			return fail(fmt.Errorf("%w: term %d", flat.ErrCorrupt, i))
		}
		v.df = append(v.df, counts.At(i))
	}
	for i := range 16 { // a table made with another hash would find nothing
		if n := v.words.Len(); n > 0 && v.words.Find(v.words.At(i*(n-1)/15)) != i*(n-1)/15 {
			return fail(fmt.Errorf("%w: terms are not where they are looked up; fit again", flat.ErrVersion))
		}
	}
	if v.tables != v.opts.tablesSum() {
		return fail(fmt.Errorf("%w: its stems come from other document frequencies or stop words; fit again, or give the tables it was fitted with", ErrVocabulary))
	}
	v.weighTerms()
	return v, nil
}
