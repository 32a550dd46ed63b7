# What a developer, a technician and CI do here. `make` alone lists it.

BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup demo test check bench docs lock clean

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

setup:  ## install what is missing: system packages, .venv, the decoder for tests
	@provisioning/setup.sh

demo: setup  ## run a whole centre on this machine; arguments by ARGS="..."
	$(BIN)/motcua demo $(ARGS)

test: setup  ## run the tests, files side by side; arguments by ARGS="..."
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile $(ARGS)

check: setup  ## style, types, import rules, documents that went stale
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/motcua wire --check

bench: setup  ## measure
	$(BIN)/python -m benchmarks $(ARGS)

docs: setup  ## render the documents that come from code
	$(BIN)/motcua wire

lock: setup  ## bring requirements.lock up to pyproject.toml; ARGS=--upgrade for newer versions
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--extra dev pyproject.toml -o requirements.lock $(ARGS)

clean:  ## remove everything that was made here
	rm -rf .venv tests/decoder/node_modules build dist
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
