# SPDX-License-Identifier: GPL-3.0-or-later
# A thin face of meson. Every kind of build has a directory of its own, so none disturbs another.

PREFIX ?= /usr/local
WORKLOAD ?= mixed

options-build-check := -Dwerror=true
options-build-asan := -Db_sanitize=address,undefined -Dc_args=-fno-sanitize-recover=undefined
options-build-tsan := -Db_sanitize=thread -Dapp=disabled
options-build-fuzz := -Dfuzz=true -Dapp=disabled -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false
options-build-release := --buildtype=release

meson-test := meson test --print-errorlogs
# GLib 2.74 recycles memory in slices, which hides its misuse; and errors end the program that made them.
# The slow unwinder finds its way through libraries without frame pointers, so that tests/leaks.lsan can name them; 15
# calls up are enough for that. LeakSanitizer dies of what it has noted of the variables of threads in a module that was
# unloaded, which GIO does with that of GnuTLS: it takes no notes.
address-options := fast_unwind_on_malloc=0:malloc_context_size=15:intercept_tls_get_addr=0
sanitized := G_SLICE=always-malloc UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=$(address-options) \
  TSAN_OPTIONS="halt_on_error=1 suppressions=$(CURDIR)/tests/uninstrumented.tsan" \
  $(meson-test) --timeout-multiplier 5
# ThreadSanitizer cannot place its shadow where the kernel randomises addresses by more than 28 bits.
fixed-addresses = $(shell setarch -R true 2>/dev/null && echo setarch -R)

# Nothing but the copying is done as root, so that the build stays its owner's.
target-prefix = $(abspath $(DESTDIR))$(PREFIX)
as-root = $(shell mkdir -p $(target-prefix) 2>/dev/null && test -w $(target-prefix) || echo sudo)

.NOTPARALLEL:
.PHONY: all run check test asan tsan fuzz bench screenshots format potfiles pot install uninstall clean help
.PHONY: deb check-deb check-trixie check-forky flatpak flatpak-local
.PHONY: need-build need-test need-fuzz need-bench need-format need-deb need-root need-flatpak

all: need-build build/build.ninja ## build (in build/)
	ninja -C build

run: all ## install what is missing, build, and open the app; without a display, race the models: WORKLOAD=mixed
	meson devenv -C build $(CURDIR)/tools/run $(WORKLOAD)

check: test asan tsan fuzz ## every test, also under the sanitizers, and a short fuzz run

test: need-test build-check/build.ninja ## the tests, warnings being errors
	ninja -C build-check
	$(meson-test) -C build-check

# What GTK, Pango and fontconfig keep for ever would hide what we leak; the app's own tests count what fifty runs leave.
asan: need-test build-asan/build.ninja ## the tests of core and app under AddressSanitizer and UBSan
	ninja -C build-asan
	$(sanitized) --suite core -C build-asan
	$(subst $(address-options),detect_leaks=0,$(sanitized)) --suite app -C build-asan

tsan: need-test build-tsan/build.ninja ## the core's tests under ThreadSanitizer
	ninja -C build-tsan
	$(fixed-addresses) env $(sanitized) --suite core -C build-tsan

fuzz: need-fuzz build-fuzz/build.ninja ## the parsers under libFuzzer, shortly
	ninja -C build-fuzz
	$(meson-test) -C build-fuzz --suite fuzz

bench: need-bench build-release/build.ninja ## figures beside their peers', as tab separated lines
	@ninja -C build-release >&2
	@tests/bench/run build-release

screenshots: all ## renew the pictures of README and guide, out of saved traces
	tools/screenshots $(CURDIR)/build docs/pictures

format: need-format ## clang-format on all C files
	git ls-files -z 'src/*.[ch]' 'tests/*.[ch]' | xargs -0r clang-format -i

potfiles: ## renew po/POTFILES.in
	tools/data-strings > po/data-strings.c
	tools/potfiles > po/POTFILES.in

pot: potfiles build/build.ninja ## renew the translators' template, po/interleave.pot, and merge it into each po file
	ninja -C build interleave-pot interleave-update-po

install: need-build build-release/build.ninja ## install to PREFIX=/usr/local, below DESTDIR
	meson configure build-release -Dprefix=$(PREFIX)
	ninja -C build-release
	rm -f build-release/meson-logs/install-log.txt
	$(as-root) meson install -C build-release --no-rebuild --destdir "$(abspath $(DESTDIR))"

uninstall: ## remove what the last `make install` put there
	$(as-root) ninja -C build-release uninstall
	$(if $(DESTDIR),,$(as-root) tools/tell-desktop $(PREFIX)/share)

deb: need-deb ## the Debian packages (in build-deb/)
	tools/build-deb

check-deb: deb need-root ## install them on a bare Debian 12, thrown away afterwards, and run them
	tools/check-deb

check-trixie check-forky: check-%: need-root ## compile and test against newer Debian suites, in roots of their own
	tools/check-suite $*

flatpak: need-flatpak ## the Flatpak (in build-flatpak/), where runtime and SDK are installed
	tools/flatpak-build build-flatpak

flatpak-local: need-flatpak need-root ## the same with runtime and SDK made of Debian packages, and run it
	tools/flatpak-local

clean: ## remove every build
	rm -rf build build-check build-asan build-tsan build-fuzz build-release build-deb build-flatpak
	$(if $(wildcard build-trixie build-forky),$(as-root) rm -rf build-trixie build-forky)

help: ## this list
	@sed -n 's/^\([a-z-]*\)[ :].*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

%/build.ninja:
	meson setup $* $(options-$*) >&2

build-fuzz/build.ninja: export CC = clang

need-build: ; @tools/setup build
need-test: ; @tools/setup build test
need-fuzz: ; @tools/setup build test fuzz
need-bench: ; @tools/setup build bench >&2
need-format: ; @tools/setup format
need-deb: ; @tools/setup build test deb
need-root: ; @tools/setup root
need-flatpak: ; @tools/setup flatpak
