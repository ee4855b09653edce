#!/bin/sh
# Sees to the SPARQL servers that the tests run against: Debian's Virtuoso, and the binary of Oxigraph among the locked packages.
# Where Debian's package cannot be had, those tests are skipped with this reason (.ci/run lets them fail instead).
set -u
if command -v virtuoso-t >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's Virtuoso for the tests of other engines" >&2
  apt-get update -qq >/dev/null 2>&1
  # The program alone: no service is set up or started.
  if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin >/dev/null 2>&1; then exit 0; fi
fi
echo "No Virtuoso: its tests are skipped. Install it (on Debian, as root: apt-get install virtuoso-opensource-7-bin) to run them." >&2
