# claimkit: `make report` runs every story under seeds/, `make test` runs everything. `make help` lists the rest.
# Recipes keep to what sh and cmd.exe read alike: double quotes only, and a quoted path for each command.
STORIES ?= seeds
OUT ?= reports

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
RUN := "$(BIN)/python" -m
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help setup report test lint lab notebooks docs clean

help: ## list the targets
	@$(PYTHON) -c "import re; [print(f'make {t:<10} {d}') for t, d in re.findall(r'^([a-z]+):.*?## (.*)', open('Makefile', encoding='utf-8').read(), re.M)]"

setup: $(READY) ## make the environment in .venv; every other target does it when it is needed

# The stamp goes first and comes back last, so a set-up that was interrupted starts anew; it is newer than
# the two files that define the environment, so a second call does no set-up.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c "import sys; sys.exit(None if (3, 11) <= sys.version_info < (3, 14) else 'claimkit needs Python 3.11, 3.12 or 3.13, and this is ' + sys.version.split()[0] + '. Name another one: make setup PYTHON=python3.12')"
	@$(PYTHON) -c "import pathlib; pathlib.Path('$(READY)').unlink(missing_ok=True)"
	$(PYTHON) -m venv --clear .venv
	$(RUN) pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[lab,test]"
	@"$(BIN)/python" -c "import pathlib; pathlib.Path('$(READY)').touch()"

report: $(READY) ## run every story under STORIES (seeds/) and print the findings and where each report is
	@$(RUN) claimkit run "$(STORIES)" --out "$(OUT)"

# A worker a core, and one thread a worker: more threads than cores wait for each other.
test: export CLAIMKIT_THREADS := 1
test: export OPENBLAS_NUM_THREADS := 1
test: $(READY) ## everything: ruff, mypy --strict, pytest with nbval
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(RUN) pytest -n 2

lint: $(READY) ## put the code in order
	$(RUN) ruff check --fix .
	$(RUN) ruff format .

lab: $(READY) ## open JupyterLab on the notebooks
	$(RUN) jupyterlab notebooks

notebooks: $(READY) ## run the notebooks again and keep their outputs
	$(RUN) claimkit refresh notebooks

docs: $(READY) ## write docs/columns.md anew from the sample story
	@"$(BIN)/python" docs/make_columns.py

clean: ## remove the environment and the reports
	@$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('.venv', '$(OUT)')]"
