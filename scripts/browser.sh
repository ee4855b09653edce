#!/bin/sh
# Sees to a Chromium for the browser tests: the system's, else Debian's when we are root, else playwright's own.
set -u
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if .venv/bin/python scripts/playwright_browser.py; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Debian's Chromium for the browser tests" >&2
  apt-get update -qq >/dev/null 2>&1
  if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null 2>&1; then exit 0; fi
fi
echo "Fetching playwright's Chromium for the browser tests" >&2
if .venv/bin/python -m playwright install chromium >/dev/null 2>&1; then exit 0; fi
echo "No Chromium for the browser tests. Install it (on Debian, as root: apt-get install chromium) and run make test again." >&2
exit 2
