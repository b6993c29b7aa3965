package parquet

import (
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// dateText writes a date as RFC 3339 has it, a text or a number as it stands.
// The units are those of the logical types DATE and TIMESTAMP of the format.
func dateText(v parquet.Value, kind *format.LogicalType) string {
	if kind == nil {
		return v.String()
	}
	switch k := kind.Value.(type) {
	case *format.DateType:
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case *format.TimestampType:
		at := time.Unix(0, v.Int64())
		switch k.Unit.Value.(type) {
		case *format.MilliSeconds:
			at = time.UnixMilli(v.Int64())
		case *format.MicroSeconds:
			at = time.UnixMicro(v.Int64())
		}
		return at.UTC().Format(time.RFC3339Nano)
	}
	return v.String()
}
