// Package importer makes lists of names from data that others publish:
// GeoNames, Wikidata, ParaNames, JRC-Names, Natural Earth and CLDR.
//
// In: their files as they are, plain or compressed. Out: a list in the source
// form that gazetteer.ReadTSV reads, the licence of the source in its header,
// and a Report of what was kept and dropped, and why.
//
// # Law
//
// Every row that is read is counted once: as kept, or as dropped for one
// reason. What is malformed is counted, and named with its place, and the rows
// behind it are read. The same files and options give the same list, byte for byte, sorted
// by id, each id once.
//
// # Memory
//
// Files are read a line at a time, whatever their size. What is kept is sorted
// in runs of some tens of megabytes, which are spilled to temporary files and
// merged; only Options.AlternateNames is held in memory, its Arabic names alone.
//
// # Sharing
//
// Import may be called from many goroutines at once.
package importer
