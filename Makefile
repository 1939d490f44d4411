# Every build takes the whole workspace: cargo unifies features over what is selected, and another selection would
# compile polars again.
#
# 减负账 Jianfu. Two commands do all the set-up on a bare Debian 12 machine with git, cargo and node:
#   make run    the main job on the sample data, in the desktop window (headless without a display)
#   make test   every check
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
TARGET := $(or $(CARGO_TARGET_DIR),target)
WORKSPACE := out/sample.jianfu

.PHONY: help run test bench package cli headless screenshots generate format system-run system-test ui release clean

help: ## This list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /\1\t/' | expand -t 14

run: system-run release ## Build, and open the window on a workspace made from sample-data/
	@scripts/say "Making a workspace from sample-data/"
	@rm -f $(WORKSPACE)*; mkdir -p out
	@$(TARGET)/release/jianfu import sample-data -w $(WORKSPACE) 2> out/import.log || [ $$? = 3 ]
	@scripts/say "$$(grep -c . out/import.log) findings in the source files: out/import.log"
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then \
	   scripts/say "Opening the window"; $(TARGET)/release/jianfu-desktop $(WORKSPACE); \
	 else \
	   scripts/say "There is no display: doing the same job without a window"; $(MAKE) --no-print-directory headless; \
	 fi

headless:
	@scripts/headless $(TARGET)/release/jianfu $(WORKSPACE) out

cli: system-run ## Build the command line program only
	@scripts/say "Building the command line program"
	@cargo build --release --locked -p jianfu-cli
	@scripts/say "Ready: $(TARGET)/release/jianfu"

release: ui
	@scripts/say "Building the programs (a first build takes 20 to 30 minutes on 2 cores; later ones seconds)"
	@cargo build --release --locked --workspace --bins --examples
	@scripts/say "Ready: $(TARGET)/release/jianfu-desktop and $(TARGET)/release/jianfu"

ui: ui/node_modules/.package-lock.json
	@if [ ! -e ui/dist/index.html ] || [ -n "$$(find ui/src ui/index.html ui/package.json ui/vite.config.ts -newer ui/dist/index.html -print -quit)" ]; then \
	   scripts/say "Building the user interface"; npm --prefix ui run --silent build; fi

ui/node_modules/.package-lock.json: ui/package-lock.json
	@scripts/say "Installing the user interface's packages"
	@npm --prefix ui ci --no-audit --no-fund --silent
	@touch $@

system-run:
	@scripts/system-packages run

system-test:
	@scripts/system-packages run test

test: system-test ui ## Every check: format, lints, types, unit, whole-app and real-window tests
	@scripts/say "User interface: format, lint, types, tests"
	@npm --prefix ui run --silent format:check
	@npm --prefix ui run --silent lint
	@npm --prefix ui run --silent check
	@npm --prefix ui test
	@scripts/say "Rust: format"
	@cargo fmt --all --check
	@scripts/say "Rust: build (a first build takes 6 to 10 minutes on 2 cores)"
	@cargo build --locked --workspace --all-targets
	@scripts/say "Rust: tests, the real window among them"
	@JIANFU_WINDOW_TESTS=1 cargo test --locked --workspace
	@scripts/say "Rust: lints"
	@cargo clippy --locked --workspace --all-targets --quiet -- -D warnings
	@scripts/say "All checks passed"

generate: ## Write the generated TypeScript anew
	@cargo build --quiet --locked --workspace --bins
	@$(TARGET)/debug/generate

format: ## Format all sources
	@cargo fmt --all
	@npm --prefix ui run --silent format

bench: system-test release ## Speed and size, as ratios in one run
	@$(TARGET)/release/bench $(TARGET)/release

screenshots: system-test release ## Take the README's pictures from the real window
	@scripts/screenshots $(TARGET)/release

package: system-run release ## Make a .deb and an .rpm
	@scripts/say "Packaging"
	@ui/node_modules/.bin/tauri bundle --bundles deb,rpm
	@ls -l $(TARGET)/release/bundle/deb/*.deb $(TARGET)/release/bundle/rpm/*.rpm

clean: ## Remove everything that was built
	rm -rf target out ui/dist ui/node_modules
