# make demo   a fresh machine → the graph of examples/corpus in your browser (CORPUS=DIR for other files, PORT=N for another port,
#             FORMAT=html, docx, odt, rtf or pdf: its plain texts are written in that format first)
# make test   a fresh machine → all checks and tests, the browser ones included
# Both need only git, make and Python 3.11 or newer.

# The first Python that runs and is new enough: a name on the path alone proves nothing where versions are managed by shims.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$p; break; fi; done)
CORPUS ?= examples/corpus
STORE ?= .jarlyk/store
PORT ?= 8000
FORMAT ?=
DOCUMENTS = $(if $(FORMAT),.jarlyk/$(FORMAT),$(CORPUS))
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet

.PHONY: demo test setup setup-dev browser engines check format locks bench eval topics fuzz api-check soak clean

demo: setup
	$(if $(FORMAT),$(BIN)/python scripts/write_formats.py $(CORPUS) $(DOCUMENTS) $(FORMAT))
	$(BIN)/jarlyk build $(DOCUMENTS) --store $(STORE) || test $$? -eq 1
	$(BIN)/jarlyk serve --store $(STORE) --host 127.0.0.1 --port $(PORT)

test: setup-dev browser engines check
	$(BIN)/python -m pytest

setup: .venv/ready
setup-dev: .venv/ready-dev

.venv/ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Jarlyk needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv" >&2; exit 2; }
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(PIP) install --require-hashes --no-build-isolation --requirement requirements-dev.lock
	@touch $@

browser: setup-dev
	@sh scripts/browser.sh

engines: setup-dev
	@sh scripts/engines.sh

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Needs uv on the path. Locks carry hashes and no registry's address.
locks:
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-dev.lock
	uv pip compile pyproject.toml --extra bench --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-bench.lock
	uv pip compile pyproject.toml --extra fuzz --constraint requirements.lock --universal --python-version 3.11 --generate-hashes --no-header --quiet --output-file requirements-fuzz.lock

# Speed, start-up and memory, beside other tools and the last committed result; TEXTS=DIR reads other texts than the examples.
bench: setup-dev
	$(PIP) install --require-hashes --no-build-isolation --requirement requirements-bench.lock
	$(BIN)/python -m benchmarks $(WRITE) $(TEXTS)

# What was gained and lost against the gold since the last committed result; WRITE=--write commits the new one to its file.
eval: setup-dev
	$(BIN)/python scripts/evaluate.py $(WRITE)

# How well topics are told by a reader's labels; WRITE=--write puts the figures into docs/topics.md.
topics: setup-dev
	$(BIN)/python scripts/topic_quality.py $(WRITE)

# Looks for files that break a reader: SECONDS for each format, or for one with KINDS=pdf.
SECONDS ?= 60
KINDS ?= txt html docx odt rtf pdf zip
fuzz: setup-dev
	$(PIP) install --require-hashes --no-build-isolation --requirement requirements-fuzz.lock
	for kind in $(KINDS); do $(BIN)/python scripts/fuzz_readers.py $$kind $(SECONDS) || exit 1; done

# Sends made-up requests to every operation of a service over the examples: EXAMPLES for each, and all boundary values.
EXAMPLES ?= 100
api-check: setup-dev
	$(BIN)/jarlyk build $(CORPUS) --store .jarlyk/api-check || test $$? -eq 1
	$(BIN)/python scripts/api_check.py .jarlyk/api-check $(EXAMPLES)

# Ten thousand hostile requests, a thousand killed workers, a hundred killed builds; about half an hour.
soak: setup-dev
	$(BIN)/python -m benchmarks.soak

clean:
	rm -rf .venv .jarlyk dist
