# make edition    build this repository's edition into outputs/
# make outputs    the same from nothing, every file anew
# make test       lint, check the types, run all tests
# make lint       the checks without the tests
# make bench      run every benchmark, into benchmarks/RESULTS.md
# make agreement  compare 5,000 damaged documents with Jing (TEIPIPE_CORPORA, TEIPIPE_SCHEMAS)
# make corpora    build and judge all documents of TEIPIPE_CORPORA; the tests take two of each source
# make soak       kill builds at MOMENTS=200 moments; build DOCUMENTS=100000 in one run
# make clean      remove what make made, except outputs/
#
# Nothing has to be installed before but Python 3.11 or later; the tests also use Node, where it is.

PYTHON = python3
BIN = .venv/bin
INSTALL = $(BIN)/python -m pip install --disable-pip-version-check --quiet -c constraints.txt
WORKERS = auto

.PHONY: edition outputs test lint bench agreement corpora soak clean

edition: .venv/edition
	$(BIN)/teipipe build

outputs: .venv/edition
	rm -rf outputs
	$(BIN)/teipipe build

test: lint tests/browser/node_modules
	sh tests/setup.sh browser
	$(BIN)/python -m pytest -n $(WORKERS)

lint: .venv/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: .venv/test
	$(BIN)/python benchmarks

agreement: .venv/test
	PYTHONPATH=. $(BIN)/python -m tests.oracles.agreement

corpora: .venv/test
	TEIPIPE_FILES=100000 $(BIN)/python -m pytest tests/corpora/test_corpora.py

soak: .venv/test
	TEIPIPE_MOMENTS=$(or $(MOMENTS),200) $(BIN)/python -m pytest tests/unit/build/test_killed.py
	$(BIN)/python benchmarks/many.py $(or $(DOCUMENTS),100000)

clean:
	rm -rf .venv build dist tests/browser/node_modules
	rm -rf .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/made:
	PYTHON=$(PYTHON) sh tests/setup.sh environment
	touch $@

.venv/edition: .venv/made pyproject.toml constraints.txt
	$(INSTALL) -e .
	touch $@

.venv/test: .venv/made pyproject.toml constraints.txt
	$(INSTALL) -e '.[test]'
	PYTHON=$(PYTHON) sh tests/setup.sh oracles
	touch $@ .venv/edition

tests/browser/node_modules: tests/browser/package-lock.json
	sh tests/setup.sh node
