# narrate: the commands of its developers. `make` alone lists them.
PREFIX ?= /usr/local
RELEASE = .build/release/narrate
SECONDS_EACH = 60
BOOK = fixtures/books/alice.epub
SOURCES = Sources Tests Package.swift
# With Swift's own library inside, the program starts faster and runs where no Swift is installed. Apple's
# systems bring that library along.
STATIC = $(shell test -d "$$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')_static" \
	&& test "$$(uname)" = Linux && echo --static-swift-stdlib)
RELEASE_BUILD = swift build -c release $(STATIC)
# All at once, a thousand tests keep their own servers and browsers waiting.
TESTS_AT_ONCE = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$$(( 2 * $$(getconf _NPROCESSORS_ONLN) ))

.DEFAULT_GOAL := help
.PHONY: help setup setup-tests demo build test install install-help bench ear fuzz chaos container conformance format lint clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Install what is missing, build, and narrate a real book
	$(RELEASE) $(BOOK) --engine espeak --output demo
	@echo "listen to the files in: demo/"

test: setup-tests ## Install what is missing and run all tests
	swift build --build-tests
	$(TESTS_AT_ONCE) swift test --skip-build --disable-xctest --skip ChaosTests
	swift test --skip-build --disable-xctest --filter ChaosTests

build: setup ## Build the release binary
	$(RELEASE_BUILD) --product narrate

install: build ## Install narrate, its manual and completions below PREFIX (/usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(RELEASE) $(DESTDIR)$(PREFIX)/bin/narrate
	$(MAKE) --no-print-directory install-help

SHARE = $(DESTDIR)$(PREFIX)/share
install-help: ## Install the manual page and completions for bash, zsh and fish below PREFIX
	install -d $(SHARE)/man/man1 $(SHARE)/bash-completion/completions \
		$(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(RELEASE) manual > $(SHARE)/man/man1/narrate.1
	$(RELEASE) --generate-completion-script bash | sed 's/^complete -o/complete -o default -o/' \
		> $(SHARE)/bash-completion/completions/narrate
	$(RELEASE) --generate-completion-script zsh \
		| awk '!done && sub(/ -V subcommand subcommands/, "& \\&\\& ret=0; _files") { done = 1 } 1' \
		> $(SHARE)/zsh/site-functions/_narrate
	$(RELEASE) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/narrate.fish
	echo "complete -c narrate -n '__narrate_should_offer_completions_for_positional \"narrate\" -eq 1' -F" \
		>> $(SHARE)/fish/vendor_completions.d/narrate.fish

bench: setup-tests build ## Measure speed and memory against limits and peers
	$(RELEASE_BUILD) --product ElevenLabsStandIn
	$(RELEASE_BUILD) --product SynthesizeBench
	$(RELEASE_BUILD) --product TakeEar
	python3 Tests/Bench/bench.py $(RELEASE) $(BOOK)

ear: setup-tests ## Plant faults in takes of several voices and count what the checks catch, for an hour or so
	$(RELEASE_BUILD) --product TakeEar
	python3 Tests/Ear/ear.py .build/release/TakeEar $(BOOK) --seed 1
	python3 Tests/Ear/ear.py .build/release/TakeEar $(BOOK) --seed 2
	python3 Tests/Ear/ear.py .build/release/TakeEar $(BOOK) --seed 2 --lengths 300-780 \
		--sentences 40 --no-words --faults "15 % faster"
	$(RELEASE_BUILD) --product narrate
	python3 Tests/Ear/run.py $(RELEASE) $(BOOK) -- --chapters 2-4

chaos: setup-tests ## Break narrate in every way that can be thought of, for some hours
	swift build --product narrate
	swift build --product ElevenLabsStandIn
	python3 Tests/Chaos/chaos.py --long \
		--narrate .build/debug/narrate --stand-in .build/debug/ElevenLabsStandIn

fuzz: setup-tests ## Bend sources for a minute per reader, guided by coverage
	Tests/Fuzz/fuzz.sh $(SECONDS_EACH)

container: build ## Make the container's last stage in a chroot and narrate in it (as root)
	Tests/EndToEnd/Container/chroot.sh $(RELEASE) $(BOOK)

conformance: setup-tests ## Hold the stand-in of the paid service against the vendor's own SDK
	swift build --product ElevenLabsStandIn
	swift build --product narrate
	python3 Tests/ElevenLabsStandIn/Conformance/conformance.py \
		--stand-in .build/debug/ElevenLabsStandIn --narrate .build/debug/narrate

format: ## Format all Swift sources in place
	swift format --in-place --recursive $(SOURCES)

lint: ## Check the format of all Swift sources
	swift format lint --strict --recursive $(SOURCES)

clean: ## Remove what was built
	rm -rf .build demo

setup:
	@pipelines/install-dependencies.sh

setup-tests:
	@pipelines/install-dependencies.sh --tests
