// Package pipeline tags documents on Apache Beam: on Prism, which runs in the
// process, or on a cluster by Flink, Spark or Dataflow.
//
// In: files. Out: the lines that alam batch writes, the failures, document
// frequencies, and how often each entity was named on each day.
//
//	files ─ read ─ reshuffle ─ tag ─┬─ lines and failures ─ group by shard ─ write
//	                                ├─ entities ─ combine by day and entity ─ group by day ─ write
//	                                └─ terms ─ add up ─ keep the frequent ─ write
//
// # Law
//
// The shards of an output, joined in the order of their names, are byte for byte
// what alam batch writes for the same inputs, whatever the runner and the number
// of its workers; so are the failures. A shard that is written again is the
// same, so that a bundle may be tried twice. What was counted does not depend on
// the order of counting.
//
// # Sharing
//
// Workers need the input files, and the lists, under the names that the launcher
// has for them, and write where it reads: on a shared file system, or in a store
// that Beam knows, by gs://. A worker process builds one analyzer, which its
// goroutines share.
package pipeline

import (
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/transforms/stats"
)

// Options say what the pipeline does. They travel to the workers.
type Options struct {
	Read ReadOptions
	Tag  TagOptions
	// Shards is the folder for the shards, Suffix how the names of those of the
	// output end: .jsonl, or .jsonl.gz to pack them.
	Shards, Suffix string
	// Entities counts the entities of each day.
	Entities bool
	// DocFreq is the file for document frequencies; empty for none. MinDF are
	// the least that are kept of words, pairs and triples, as
	// topics.DocFreqOptions has them.
	DocFreq string
	MinDF   [3]int
}

// Register makes the functions of the pipeline known to Beam. The program that
// launches it calls this before beam.Init, once.
func Register() {
	register.DoFn4x1(&readFn{})
	register.DoFn5x1(&tagFn{})
	register.DoFn3x1(&rowFn{})
	register.DoFn3x1(&keepFn{})
	register.DoFn3x1(&tableFn{})
	register.DoFn3x1(&writeFn{})
	register.Function2x1(addTallies)
	register.Emitter1[Document]()
	register.Emitter2[string, int]()
	register.Emitter1[TermCount]()
	register.Emitter2[string, Piece]()
	register.Emitter2[EntityDay, Tally]()
	register.Iter1[Piece]()
	register.Iter1[TermCount]()
	beam.RegisterType(reflect.TypeFor[File]())
}

// Build adds the pipeline to a scope. The files are those that Files gives.
func Build(s beam.Scope, files []File, o Options) {
	s = s.Scope("alam")
	names := beam.Reshuffle(s, beam.CreateList(s, files))
	documents, unread := beam.ParDo2(s.Scope("read"), &readFn{Options: o.Read}, names)
	documents = beam.Reshuffle(s, documents)
	tag := &tagFn{Options: o.Tag, Entities: o.Entities, Terms: o.DocFreq != "", MinDF: o.MinDF}
	lines, entities, terms := beam.ParDo3(s.Scope("tag"), tag, documents)
	write(s.Scope("write"), beam.Flatten(s, lines, unread), o)
	if o.Entities {
		days := s.Scope("entities by day")
		tallies := beam.CombinePerKey(days, addTallies, entities)
		write(days, beam.ParDo(days, &rowFn{}, tallies), o)
	}
	if o.DocFreq != "" {
		frequencies := s.Scope("document frequencies")
		kept := beam.ParDo(frequencies, &keepFn{MinDF: o.MinDF}, stats.SumPerKey(frequencies, terms))
		one := beam.AddFixedKey(frequencies, beam.Flatten(frequencies, kept, beam.Create(frequencies, TermCount{})))
		beam.ParDo0(frequencies, &tableFn{Path: o.DocFreq, MinDF: o.MinDF}, beam.GroupByKey(frequencies, one))
	}
}

// write groups pieces by their shards and writes them.
func write(s beam.Scope, pieces beam.PCollection, o Options) {
	beam.ParDo0(s, &writeFn{Folder: o.Shards, Suffix: o.Suffix}, beam.GroupByKey(s, pieces))
}
