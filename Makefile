# claimkit: `make report` runs every story under seeds/, `make test` runs everything. `make help` lists the rest.
STORIES ?= seeds
OUT ?= reports

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help report test lint lab notebooks clean

help: ## list the targets
	@$(PYTHON) -c "import re; [print(f'make {t:<10} {d}') for t, d in re.findall(r'^([a-z]+):.*?## (.*)', open('Makefile', encoding='utf-8').read(), re.M)]"

# The stamp is newer than the two files that define the environment, so a second call does no set-up.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[lab,test]"
	@$(BIN)/python -c "import pathlib; pathlib.Path('$(READY)').touch()"

report: $(READY) ## run every story under STORIES (seeds/) and print the findings and where each report is
	@$(BIN)/claimkit run "$(STORIES)" --out "$(OUT)"

test: $(READY) ## everything: ruff, mypy --strict, pytest with nbval
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n 2

lint: $(READY) ## put the code in order
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

lab: $(READY) ## open JupyterLab on the notebooks
	$(BIN)/python -m jupyterlab notebooks

notebooks: $(READY) ## run the notebooks again and keep their outputs
	$(BIN)/claimkit refresh notebooks

clean: ## remove the environment and the reports
	@$(PYTHON) -c "import shutil; [shutil.rmtree(p, ignore_errors=True) for p in ('.venv', '$(OUT)')]"
