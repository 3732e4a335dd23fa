# The commands of every day. `make` alone lists them. Needs Python 3.11+, make and a shell; the rest is fetched.
PYTHON ?= python3
LOCAL = @$(PYTHON) -m tools.bootstrap local
DEV = @$(PYTHON) -m tools.bootstrap dev
LOCKING = pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help run demo test test-back test-front test-browser test-assembly-long test-faults test-pilots-long check client migrations screenshots bench-archive bench-assembly bench-columns bench-live bench-pages bench-room lock clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' Makefile

run: ## Set up whatever is missing and start the product (PORT=8000 HOST=127.0.0.1 DEMO=1)
	$(LOCAL) tools.run

demo: ## Load the demo network again: one case at every stage
	$(LOCAL) tools.manage load_demo

test: ## Run every test (ARGS="tests/ideas -k word" runs only those)
	$(DEV) tools.test all $(ARGS)

test-back: ## Run the back end's tests
	$(DEV) tools.test back $(ARGS)

test-front: ## Run the front end's tests
	$(DEV) tools.test front $(ARGS)

test-browser: ## Run the browser tests
	$(DEV) tools.test browser $(ARGS)

test-assembly-long: ## Check the assembler on 100,000 generated networks, about an hour (ARGS="1,000")
	$(DEV) tests.dotanks.assembly.long $(ARGS)

test-pilots-long: ## Walk pilots through 20,000 random steps and clock moves (ARGS="1,000")
	$(DEV) tests.experiments.long $(ARGS)

test-faults: ## Kill servers and fill disks while people write, and look what is left (ARGS="--kills 50")
	$(DEV) tests.faults.run $(ARGS)

check: ## Lint, types, import contracts, schema and translation drift, container files
	$(DEV) tools.check

client: ## Write schema.yml and the TypeScript client after an API change
	$(DEV) tools.manage client

migrations: ## Write a migration for changed models (name=what_it_does)
	$(DEV) tools.manage migrations $(name)

screenshots: ## Take the screenshots of every main screen
	$(DEV) tools.pages pictures

bench-assembly: ## Measure what proposing a team costs (ARGS="1,000 19,000" members)
	$(DEV) tools.bench.assembly $(ARGS)

bench-columns: ## Measure what it costs to have all members at hand (ARGS="19,000 100,000" members)
	$(DEV) tools.bench.columns $(ARGS)

bench-archive: ## Measure a large room on its way into an archive and out of it
	$(DEV) tools.bench.archive

bench-live: ## Measure live rooms against Hocuspocus and y-websocket (ARGS="--rooms 2 --seconds 5 --rounds 2")
	$(DEV) tools.bench.live $(ARGS)

bench-pages: ## Measure pages with Lighthouse at the settings of a phone
	$(DEV) tools.pages speed

bench-room: ## Measure a large room in Chromium: opened, and written in by eight people
	$(DEV) tools.pages room

lock: ## Lock the Python packages again from pyproject.toml
	$(DEV) uv $(LOCKING) pyproject.toml -o requirements/base.txt
	$(DEV) uv $(LOCKING) --extra local pyproject.toml -o requirements/local.txt
	$(DEV) uv $(LOCKING) --extra local --extra dev pyproject.toml -o requirements/dev.txt

clean: ## Remove what was built and installed, but not your data in .data
	rm -rf .venv .cache staticfiles frontend/node_modules frontend/dist tools/chromium/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
