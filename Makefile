# `make demo` and `make test` do all their set-up themselves. `make help` names the rest.
VENV := .venv
BIN := $(VENV)/bin
CODE := $(wildcard core storage screens tui tests bench tools)
ARGS ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test setup check format translations docs bench lock

help: ## these lines
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' Makefile | expand -t 24

demo: $(VENV)/runs ## the desk on an invented estate (ARGS="--lang zh_CN")
	@$(BIN)/dutydesk demo $(ARGS)

test: $(VENV)/develops ## every test, PostgreSQL included (ARGS="-k board")
	@tools/postgresql.sh
	@$(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

setup: $(VENV)/develops ## all that the other commands need

check: $(VENV)/develops ## format, lint, types, layers, translations, generated files
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports
	$(BIN)/python tools/translations.py check
	$(BIN)/dutydesk keys --markdown | diff -u docs/keys.md - || { echo "docs/keys.md is stale: make docs"; exit 1; }
	$(BIN)/python tools/requirements.py | diff -u docs/requirements.md - || { echo "docs/requirements.md is stale: make docs"; exit 1; }
	$(BIN)/python -m tools.rights | diff -u docs/rights.md - || { echo "docs/rights.md is stale: make docs"; exit 1; }
	$(BIN)/python -m pip check

format: $(VENV)/develops ## lay out the code and mend what ruff can mend
	$(BIN)/ruff check --fix-only $(CODE)
	$(BIN)/ruff format $(CODE)

translations: $(VENV)/develops ## collect the texts into the .po files and compile them
	$(BIN)/python tools/translations.py update

docs: $(VENV)/develops ## write the generated pages again
	$(BIN)/dutydesk keys --markdown > docs/keys.md
	$(BIN)/python tools/requirements.py > docs/requirements.md
	$(BIN)/python -m tools.rights > .rights.md && mv .rights.md docs/rights.md
	$(BIN)/python -m tests.core.base.spoken_names

bench: $(VENV)/develops ## speed and bytes as ratios to a bare Textual app
	@$(BIN)/python -m bench $(ARGS)

lock: ## pin the packages of the .in files again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.in --output-file requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.in --output-file requirements-dev.txt

# Stamps: made anew only when the pins or the project file change.
$(VENV)/runs: requirements.txt pyproject.toml tools/setup.sh
	@tools/setup.sh requirements.txt
	@touch $@

$(VENV)/develops: requirements-dev.txt requirements.txt pyproject.toml tools/setup.sh
	@tools/setup.sh requirements-dev.txt
	@touch $@ $(VENV)/runs
