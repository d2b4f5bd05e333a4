.DEFAULT_GOAL := help
PYTHON ?= python3
BOOTSTRAP = @command -v $(PYTHON) >/dev/null || { \
	echo "portal: there is no $(PYTHON): install Python 3.11 or newer (or name it: make … PYTHON=…)." >&2; \
	exit 1; }; exec $(PYTHON) scripts/bootstrap.py

.PHONY: help run test check bench demo-reset soak

run: ## serve the portal: prepares what is missing, then runs until Ctrl-C
	$(BOOTSTRAP) run

test: ## run all tests, the end-to-end ones in a real browser (ARGS="-k login" for some)
	$(BOOTSTRAP) test $(ARGS)

check: ## lint, types, import contracts, dependencies, migrations, tracked files
	$(BOOTSTRAP) check

bench: ## the benchmarks, as ratios against peers (ONLY=P7 for one)
	$(BOOTSTRAP) bench $(if $(ONLY),--only $(ONLY))

demo-reset: ## throw the demo's data away and seed it anew
	$(BOOTSTRAP) demo-reset

soak: ## the long tests: hundreds of rounds
	$(BOOTSTRAP) soak $(ARGS)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
