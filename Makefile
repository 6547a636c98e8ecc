# Two commands do everything on a machine with Python 3.11, pip and make:
#   make demo    the main job on the example corpus
#   make test    lint, types, tests
# PYTHON names the interpreter that makes the virtual environment.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# How many processes share the tests; those of one file stay in one, for they share what was read.
WORKERS ?= 2
TESTS := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile
READY := $(VENV)/ready
# One thread a process: the parser's small matrices run slower on several.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test verify lint types lock clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	$(BIN)/detente brief examples/korea/news --about KOR,PRK --output out/korea.html

test: $(READY) lint types
	$(TESTS)

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

# The long checks: thousands of random models, every slow property.
verify: $(READY) test
	$(TESTS) -m slow

# Only for those who change dependencies (in an environment made before): writes the lock anew, with hashes and without addresses.
lock:
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --no-emit-options --no-header --no-annotate --extra office --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) out
