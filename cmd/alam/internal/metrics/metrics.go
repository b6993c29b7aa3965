// Package metrics serves the figures of a job to Prometheus.
//
// In: a batch.Event for each document. Out: /metrics over HTTP.
//
// # Law
//
// Counters count the documents of this process alone: a job that goes on begins
// at zero, as Prometheus expects of them. Gauges whose names begin with alam_job
// tell of all runs of the job. An address without a host is the loopback. Who is
// slow, or opens many connections, holds up others that ask, and never the job.
//
// # Sharing
//
// A Metrics is safe for concurrent use.
package metrics

import (
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"golang.org/x/net/netutil"

	"github.com/alam-nlp/alam/batch"
)

// Metrics are the figures of a job.
type Metrics struct {
	registry  *prometheus.Registry
	documents *prometheus.CounterVec
	failures  *prometheus.CounterVec
	mentions  *prometheus.CounterVec
	bytes     prometheus.Counter
	latency   prometheus.Histogram
	all       *prometheus.GaugeVec
	reasons   *prometheus.GaugeVec
	read      prometheus.Gauge
	total     prometheus.Gauge
	server    *http.Server
}

// A Build is what the program was built from; what is not known is empty.
type Build struct{ Version, Commit, Go, System string }

// New makes the figures, all zero. The checkpoint is the path at which that of the
// job will stand.
func New(b Build, checkpoint string) *Metrics {
	started := time.Now()
	m := &Metrics{
		all:       prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "alam_job_documents", Help: "Documents of all runs of the job by how they ended."}, []string{"status"}),
		reasons:   prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "alam_job_failures", Help: "Documents of all runs of the job that failed, by reason."}, []string{"reason"}),
		read:      prometheus.NewGauge(prometheus.GaugeOpts{Name: "alam_job_read_bytes", Help: "Bytes of the inputs, as they lie on disk, that all runs of the job have read."}),
		total:     prometheus.NewGauge(prometheus.GaugeOpts{Name: "alam_job_total_bytes", Help: "Bytes of all inputs as they lie on disk; 0 while it is not known, and with standard input."}),
		registry:  prometheus.NewRegistry(),
		documents: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_documents_total", Help: "Documents by how they ended."}, []string{"status"}),
		failures:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_failures_total", Help: "Documents that failed, by reason."}, []string{"reason"}),
		mentions:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_mentions_total", Help: "Mentions by label."}, []string{"label"}),
		bytes:     prometheus.NewCounter(prometheus.CounterOpts{Name: "alam_text_bytes_total", Help: "Bytes of text that were tagged."}),
		latency: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "alam_document_seconds", Help: "Time that a document took on a worker.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9)}),
	}
	build := prometheus.NewGauge(prometheus.GaugeOpts{Name: "alam_build_info", Help: "1; the labels say what the program was built from.",
		ConstLabels: prometheus.Labels{"version": b.Version, "commit": b.Commit, "go": b.Go, "system": b.System}})
	build.Set(1)
	age := prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "alam_checkpoint_age_seconds",
		Help: "Time since the last checkpoint, or since the run began if there is none: what a crash would cost."},
		func() float64 { return since(checkpoint, started).Seconds() })
	m.registry.MustRegister(m.documents, m.failures, m.mentions, m.bytes, m.latency, m.all, m.reasons, m.read, m.total, build, age,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.documents.WithLabelValues("done")
	m.documents.WithLabelValues("failed")
	return m
}

// since is the age of a checkpoint, in this run.
func since(checkpoint string, started time.Time) time.Duration {
	at := started
	if i, err := os.Stat(checkpoint); err == nil && i.ModTime().After(at) {
		at = i.ModTime()
	}
	return max(time.Since(at), 0)
}

// Total says how large the inputs are.
func (m *Metrics) Total(bytes int64) {
	if m.registry != nil {
		m.total.Set(float64(bytes))
	}
}

// job notes what all runs have done.
func (m *Metrics) job(e *batch.Event) {
	m.read.Set(float64(e.Read))
	if e.Counts == nil {
		return
	}
	m.all.WithLabelValues("done").Set(float64(e.Counts.Documents - e.Counts.Failed))
	m.all.WithLabelValues("failed").Set(float64(e.Counts.Failed))
	for reason, n := range e.Counts.Failures {
		m.reasons.WithLabelValues(reason).Set(float64(n))
	}
}

// Event counts a document.
func (m *Metrics) Event(e batch.Event) {
	if m.registry == nil { // New did not make it
		return
	}
	m.job(&e)
	m.latency.Observe(e.Latency.Seconds())
	if e.Err != nil {
		m.documents.WithLabelValues("failed").Inc()
		m.failures.WithLabelValues(e.Reason).Inc()
		return
	}
	m.documents.WithLabelValues("done").Inc()
	m.bytes.Add(float64(e.Bytes))
	for label, n := range e.Mentions {
		m.mentions.WithLabelValues(label).Add(float64(n))
	}
}

// What one who asks may take. All are small: an answer has some kilobytes, and
// Prometheus asks over one connection.
const (
	maxConnections = 16 // at once; others wait
	readTimeout    = 5 * time.Second
	writeTimeout   = 30 * time.Second
	idleTimeout    = 2 * time.Minute // Prometheus asks every minute, or more often
	maxHeader      = 16 << 10
)

// Serve serves /metrics at an address and gives that which it got; port 0 is
// any free one. It ends with Close.
func (m *Metrics) Serve(addr string) (string, error) {
	if m.registry == nil {
		return "", errors.New("the Metrics were not made by New")
	}
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return "", fmt.Errorf("%w; want HOST:PORT or :PORT", err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", fmt.Errorf("%w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	m.server = &http.Server{Handler: mux, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: log.New(io.Discard, "", 0)}
	limited := netutil.LimitListener(l, maxConnections)
	go func() { _ = m.server.Serve(limited) }() // it ends with Close, and says no more than that
	return l.Addr().String(), nil
}

// Close ends the service.
func (m *Metrics) Close() error {
	if m.server == nil {
		return nil
	}
	return m.server.Close()
}
