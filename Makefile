# Everything a newcomer needs is here: `make run` and `make test` set up their own environment in
# .venv from a lock file with hashes, and touch nothing else. Wants Python 3.11 or newer.

VENV := .venv
BIN := $(VENV)/bin
RUNS_ON := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c '$(RUNS_ON)' 2>/dev/null && echo "$$p" && break; done)
# All but ocr, which has 270 MB and is for scanned pages only; the tests have it, too.
EXTRAS := docx feeds html pdf fast metrics pictures postgres translation webhook watch
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 \
	$(addprefix --extra ,$(EXTRAS)) --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet

.PHONY: help run chat check test bench format lock licences advisories messages clean

help:  ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## *\(.*\)/\1 \2/p' Makefile | while read -r target what; do \
		printf 'make %-11s%s\n' "$$target" "$$what"; done

run: $(VENV)/run.done  ## serve Telegram if YOUJU_TELEGRAM_TOKEN is set, else chat in this terminal
	@$(BIN)/python -m bot run

chat: $(VENV)/run.done  ## try the bot in this terminal, without Telegram
	@$(BIN)/python -m bot chat

check: $(VENV)/test.done  ## format, lint and types, in seconds
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check  ## every check and every test
	$(BIN)/pytest --numprocesses logical --dist worksteal

bench: $(VENV)/bench.done  ## measure against the peers: make bench DATA=FOLDER [OPTIONS="--quick"]
	@test -n "$(DATA)" || { echo "Say where the question sets are: make bench DATA=FOLDER, with a \
	folder a set that holds articles.jsonl and questions.jsonl" >&2; exit 1; }
	@$(BIN)/python -m benchmarks run --data "$(DATA)" --together $(OPTIONS)

format: $(VENV)/test.done  ## format the code and mend what can be mended
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lock: $(VENV)/test.done  ## resolve the dependencies anew
	$(COMPILE) --output-file requirements.txt
	$(COMPILE) --extra ocr --group dev --output-file requirements-dev.txt
	$(COMPILE) --group bench --output-file requirements-bench.txt

licences: $(VENV)/test.done  ## list the packages that are installed, with their licences
	$(BIN)/python .github/third_party.py

advisories: $(VENV)/test.done  ## look up what is locked in a downloaded list: make advisories FROM=FILE
	@$(BIN)/python .github/advisories.py $(FROM)

messages: $(VENV)/test.done  ## bring the catalogues up to date with the messages in the code
	$(BIN)/pybabel --quiet extract --keyword say --keyword count:1,2 --no-location \
		--sort-output --omit-header --output-file $(VENV)/messages.pot bot
	for catalogue in bot/locale/*.po; do \
		$(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --width 100 \
			--input-file $(VENV)/messages.pot --locale $$(basename $$catalogue .po) \
			--output-file $$catalogue; done

clean:  ## remove the environment; articles and data stay
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/run.done: requirements.txt | $(BIN)/python
	@echo "Setting up (once): libraries into $(VENV) …" >&2
	@$(PIP) $<
	@touch $@

# uv takes a quarter of pip's time; where it cannot get the libraries, pip may.
$(VENV)/test.done: requirements-dev.txt | $(BIN)/python
	@echo "Setting up (once): libraries and tools into $(VENV) …" >&2
	@awk '/^[^ ]/ { ours = /^uv==/ } ours' $< > $(VENV)/uv.txt
	@$(PIP) $(VENV)/uv.txt && $(BIN)/uv pip install --quiet --require-hashes --compile-bytecode \
		--python $(BIN)/python -r $< || $(PIP) $<
	@touch $@ $(VENV)/run.done

$(VENV)/bench.done: requirements-bench.txt | $(BIN)/python
	@echo "Setting up (once): libraries and peers into $(VENV) …" >&2
	@$(PIP) $<
	@touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer with venv is needed: install it (Debian: \
	apt install python3 python3-venv), or say which: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)
