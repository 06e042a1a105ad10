# make film PROMPT='...'   films a sentence into films/<its words>; without PROMPT, the README's example
# make test                what must hold; make test-slow: what takes its time; make lint, bench, clean
#
# The prompt is data: make hands it over unexpanded ($(value)) in the environment, and no shell ever reads it as code.

SHELL := /bin/sh
PROMPT ?= A red rubber ball rolls off a wooden table and bounces on the stone floor at sunset.
export SETPIECE_PROMPT := $(value PROMPT)
unexport PROMPT
MAKEOVERRIDES :=
OPTIONS ?=

PYTHON_FILES := src tests bench
READY := .venv/.ready

.PHONY: film test test-slow lint bench clean set-up

film: $(READY)
	@printf '%s' "$$SETPIECE_PROMPT" | .venv/bin/setpiece film - $(OPTIONS)

test: $(READY)
	.venv/bin/python -m pytest -m "not slow and not gpu" -n auto --maxprocesses 4 --dist loadfile

test-slow: $(READY)
	.venv/bin/python -m pytest -m "slow and not gpu"

lint: $(READY)
	.venv/bin/ruff check $(PYTHON_FILES)
	.venv/bin/ruff format --check $(PYTHON_FILES)

bench: $(READY)
	.venv/bin/python bench/film.py

set-up: $(READY)

$(READY): requirements.lock pyproject.toml scripts/set_up
	@scripts/set_up
	@touch $@

clean:
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis build dist
	find src tests bench -name __pycache__ -type d -exec rm -rf {} +
