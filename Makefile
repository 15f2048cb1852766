# The verbs of this project; `make` alone lists them.
# Everything is installed into .venv, with hashes, and again only when a lock file changed.

PYTHON ?= python3
VENV   ?= .venv
PY     := $(VENV)/bin/python
LOCK   := $(PY) -m uv --quiet --no-config pip compile --upgrade --universal --python-version 3.11 \
          --generate-hashes --custom-compile-command "make lock" pyproject.toml

export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help serve build test sweep lint publish beside live weigh bench pdf ids stale old zensical lock clean browser chromium workflows FORCE

help: ## list the verbs
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r verb text; do \
		printf '  make %-9s %s\n' "$$verb" "$$text"; done

serve: $(VENV)/.site ## show the site at http://127.0.0.1:8000 and rebuild it on every change (ARGS="-a 127.0.0.1:8001" for another place)
	$(PY) -m mkdocs serve $(ARGS)

# Into another folder first: what stands in site/ is finished, or not there.
build: $(VENV)/.site ## check the sources and build the site into site/
	@rm -rf site site.part
	SITE_DIR=site.part $(PY) -m mkdocs build --strict
	$(PY) -m macros.finish site.part
	@mv site.part site

test: lint browser build ## everything that must hold: lint, build, tests (ARGS="-k copy" for some of the tests)
	$(PY) -m pytest --numprocesses 2 --dist loadfile $(ARGS)

sweep: browser build ## what the tests look at on a page of each kind, on every page
	$(PY) -m pytest --numprocesses 2 --dist loadfile -m sweep $(ARGS)

lint: $(VENV)/.dev workflows ## look over the Python code (rules, format, types), the workflows, the sources (macros, links, ids) and the prose (reading ease, phrases, spelling)
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m macros.check
	$(PY) -m macros.style

publish: build ## build the site, and look over what is to be published: policy, links, numbers to call
	$(PY) -m macros.smoke site

beside: $(VENV)/.dev ## put beside a built site what else is published: the bill of materials, the books
	$(PY) -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible --output-file site/sbom.cdx.json
	$(PY) tests/browser.py chromium
	$(PY) tests/pdf.py

live: build ## say whether what is online at SITE_URL is this version, with this policy (asks that site)
	$(PY) -m macros.live site

weigh: chromium build ## what a first visit costs a reader, request by request (ARGS=apply/review/ for another page)
	$(PY) tests/weigh.py $(ARGS)

bench: browser ## how long builds take, as ratios to plain Material: this guide, and 1,000 pages; and a press, to a bare page
	$(PY) tests/bench.py

pdf: chromium build ## print the whole guide and a pack of all sheets into site/pdf/
	$(PY) tests/pdf.py

ids: $(VENV)/.site ## write missing ids into the checklists and renew the list of ids
	$(PY) -m macros.ids

stale: $(VENV)/.site ## name pages and sources that nobody has looked at for long, and links that lead nowhere (asks other sites)
	@$(PY) -m macros.stale

old: $(VENV)/.site ## name pages and sources that nobody has looked at for long; asks nobody, and fails never
	@$(PY) -m macros.stale --offline

zensical: $(VENV)/.dev ## build the same sources with Zensical into site-zensical/
	$(PY) -m macros.check
	@rm -rf site-zensical site-zensical.part
	SITE_DIR=site-zensical.part $(PY) -m zensical build --clean --strict
	@test -d site-zensical.part || { echo "Zensical wrote to another folder: mkdocs.yml needs the line  site_dir: !ENV [SITE_DIR, site]" >&2; exit 1; }
	$(PY) -m macros.finish site-zensical.part
	@mv site-zensical.part site-zensical

lock: $(VENV)/.dev ## renew both lock files from pyproject.toml
	$(LOCK) --group dev --output-file requirements-dev.txt >/dev/null
	$(LOCK) --constraint requirements-dev.txt --output-file requirements.txt >/dev/null

clean: ## remove what was built, and caches; .venv stays
	rm -rf site site.part site-zensical site-zensical.part .cache .mypy_cache .pytest_cache .ruff_cache
	find macros tests -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

workflows: $(VENV)/.dev
ifneq ($(wildcard .github/workflows),)
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows $(wildcard .github/workflows/*.y*ml)
ifneq ($(wildcard .github/dependabot.yml),)
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
endif
	@$(VENV)/bin/zizmor --quiet --offline --strict-collection --persona auditor .github
endif

browser: $(VENV)/.dev
	@$(PY) tests/browser.py

chromium: $(VENV)/.dev
	@$(PY) tests/browser.py chromium

# A stamp is renewed when its lock is newer. The dev lock holds all of the site's, in the same versions.
$(VENV)/.site: requirements.txt $(VENV)/.made
	$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.made
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $(VENV)/.site $@

# Made anew when its Python is gone: an upgrade of the system's Python leaves a dead link behind.
$(VENV)/.made: $(if $(wildcard $(PY)),,FORCE)
	@command -v $(PYTHON) >/dev/null || { \
		echo "Python is missing: install Python 3.11 or newer, or name yours: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and $(PYTHON) is older: name a newer one, as in  make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv; from ensurepip import version' 2>/dev/null || { \
		echo "Python's venv module is missing: on Debian or Ubuntu run: apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { rm -rf $(VENV); exit 1; }
	@touch $@
