#!/bin/sh
# Checks deploy/prometheus by Prometheus's own tool, and the metrics of a replica under load, which GracefulStopIT has left under target/.
set -eu
cd "$(dirname -- "$0")/.."

promtool check config deploy/prometheus/prometheus.yml
promtool check rules deploy/prometheus/alerts.yml
promtool test rules deploy/prometheus/alerts-test.yml

# It says nothing of metrics that it finds no fault with.
faults=$(promtool check metrics <target/scrape.txt 2>&1) || { printf '%s\n' "$faults"; exit 1; }
test -z "$faults" || { printf '%s\n' "$faults"; exit 1; }
echo "target/scrape.txt: $(grep -c '^# TYPE' target/scrape.txt) metrics without a fault"
