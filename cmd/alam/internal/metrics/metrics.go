// Package metrics serves the figures of a job to Prometheus.
//
// In: a batch.Event for each document. Out: /metrics over HTTP.
//
// # Law
//
// Only documents of this process are counted: a job that goes on begins at
// zero, as Prometheus expects of counters. An address without a host is the
// loopback.
//
// # Sharing
//
// A Metrics is safe for concurrent use.
package metrics

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

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
	server    *http.Server
}

// New makes the figures, all zero.
func New() *Metrics {
	m := &Metrics{
		registry:  prometheus.NewRegistry(),
		documents: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_documents_total", Help: "Documents by how they ended."}, []string{"status"}),
		failures:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_failures_total", Help: "Documents that failed, by reason."}, []string{"reason"}),
		mentions:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "alam_mentions_total", Help: "Mentions by label."}, []string{"label"}),
		bytes:     prometheus.NewCounter(prometheus.CounterOpts{Name: "alam_text_bytes_total", Help: "Bytes of text that were tagged."}),
		latency: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "alam_document_seconds", Help: "Time that a document took on a worker.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 4, 9)}),
	}
	m.registry.MustRegister(m.documents, m.failures, m.mentions, m.bytes, m.latency,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	m.documents.WithLabelValues("done")
	m.documents.WithLabelValues("failed")
	return m
}

// Event counts a document.
func (m *Metrics) Event(e batch.Event) {
	if m.registry == nil { // New did not make it
		return
	}
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
	m.server = &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second}
	go func() { _ = m.server.Serve(l) }() // it ends with Close, and says no more than that
	return l.Addr().String(), nil
}

// Close ends the service.
func (m *Metrics) Close() error {
	if m.server == nil {
		return nil
	}
	return m.server.Close()
}
