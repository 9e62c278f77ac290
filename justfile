# Every command of the repository; `just` alone lists them. Without just installed: npx --yes rust-just RECIPE.
set shell := ["bash", "-euo", "pipefail", "-c"]

# The pinned Node, a dependency of the package, so that no other needs to be installed.
node := "node_modules/node/bin/node"
caisson := node + " compiler/main.ts"
host := "host/target/release/caisson-host"

# list the recipes
default:
    @just --list --unsorted

# install dependencies and build the host: all that the other recipes need
setup: _packages
    cargo build --release --manifest-path host/Cargo.toml

# the npm packages, installed again only when the lock file changed
_packages:
    @if [ ! -x {{ node }} ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then npm install --no-save; fi

# programs that end-to-end tests talk to: installed as root, else named
setup-peers:
    #!/usr/bin/env bash
    set -euo pipefail
    declare -A packages=([dig]=dnsutils [nsd]=nsd [knotd]=knot [dnsperf]=dnsperf [ip]=iproute2 [ping]=iputils-ping [arping]=arping [dnsmasq]=dnsmasq-base [udhcpd]=udhcpd [udhcpc]=udhcpc [dhclient]=isc-dhcp-client [wrk]=wrk [nginx]=nginx-light [ethtool]=ethtool [nmap]=nmap)
    missing=()
    for program in "${!packages[@]}"; do
      PATH="$PATH:/usr/sbin:/sbin" command -v "$program" >/dev/null || missing+=("${packages[$program]}")
    done
    if [ ${#missing[@]} -eq 0 ]; then exit 0; fi
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
      apt-get update -qq
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    else
      echo "Not installed, so the tests against them are skipped: ${missing[*]}"
    fi

# Chromium, for the tests that look at apps/web with it: 300 MB, so not among setup-peers
setup-browser:
    #!/usr/bin/env bash
    set -euo pipefail
    for program in chromium-headless-shell chromium; do if command -v "$program" >/dev/null; then exit 0; fi; done
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
      echo "Not installed, so the tests with it are skipped: chromium"
      exit 0
    fi
    apt-get update -qq
    for package in chromium-headless-shell chromium; do
      if DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null; then exit 0; fi
    done
    echo "Not found, so the tests with it are skipped: chromium"

# build the host and the npm package, WASI shim included; with APP, build/APP.wasm
build APP="": setup
    {{ if APP == "" { "npm run --silent build && cargo run --release --quiet --manifest-path wasi-shim/Cargo.toml dist/caisson-wasi-shim.wasm" } else { caisson + " build apps/" + APP + "/main.ts -o build/" + APP + ".wasm" } }}

# build an app and boot it: just run hello, just run dns --publish 10053:53/udp
run APP *OPTIONS: setup
    {{ caisson }} run apps/{{ APP }}/main.ts {{ OPTIONS }}

# build the DNS appliance, boot it, ask it a question, show the answer
demo: setup
    {{ node }} test/tools/demo.ts

# the tests that need nothing but this checkout: units, compiler, protocols, style
test *FILTER: _packages
    npx vitest run --exclude 'test/differential/**' --exclude 'test/integration/**' {{ FILTER }}

# every test there is, the Rust ones and those with real peers included; ends with a line of counts
test-all: setup setup-peers
    {{ node }} test/tools/run-all.ts

# types, formatting and lints of all languages
check: _packages
    for project in compiler embed runtime runtime/posix test; do if [ -e $project/tsconfig.json ]; then npx tsc --noEmit -p $project/tsconfig.json; fi; done
    npx oxlint
    npx prettier --check --log-level warn .
    cargo fmt --manifest-path host/Cargo.toml --all --check
    cargo fmt --manifest-path wasi-shim/Cargo.toml --all --check
    cargo clippy --manifest-path host/Cargo.toml --all-targets --quiet -- -D warnings
    cargo clippy --manifest-path wasi-shim/Cargo.toml --quiet -- -D warnings
    cargo run --release --quiet --manifest-path wasi-shim/Cargo.toml
    cargo clippy --manifest-path wasi-shim/Cargo.toml --package caisson-wasi-shim --target wasm32-unknown-unknown --quiet -- -D warnings
    @{{ just_executable() }} --justfile {{ justfile() }} deny

# licences and sources of the Rust crates; advisories too where cargo-deny is installed, which needs their database (network)
deny: _packages
    #!/usr/bin/env bash
    set -euo pipefail
    {{ node }} test/tools/licences.ts
    if ! cargo deny --version >/dev/null 2>&1; then
      echo "Advisories are not checked: cargo-deny is missing (cargo install --locked cargo-deny)"
      exit 0
    fi
    for workspace in host wasi-shim; do cargo deny --manifest-path $workspace/Cargo.toml check; done

# format everything
fmt: _packages
    npx prettier --write --log-level warn .
    cargo fmt --manifest-path host/Cargo.toml --all
    cargo fmt --manifest-path wasi-shim/Cargo.toml --all

# run a fuzzer of test/fuzz for as long as its options say; without a name, list them
fuzz NAME="" *OPTIONS: setup
    @{{ just_executable() }} --justfile {{ justfile() }} _suite fuzz "{{ NAME }}" {{ OPTIONS }}

# every differential program in every mode, compared with Node; --filter and --modes choose
differential *OPTIONS: setup
    {{ node }} test/differential/run.ts --modes plain,stress,O0,O0-stress,O1-no-snapshot --timeout 120000 {{ OPTIONS }}

# break one thing at a time, and see the suite named beside it fail (test/tools/mutations.ts); slow
mutate *OPTIONS: setup
    {{ node }} test/tools/mutate.ts {{ OPTIONS }}

# run a benchmark of test/bench and print its table; without a name, list them
bench NAME="" *OPTIONS: setup
    @case "{{ NAME }}" in dns | ping | http | tcp) {{ just_executable() }} --justfile {{ justfile() }} setup-peers ;; esac
    @{{ just_executable() }} --justfile {{ justfile() }} _suite bench "{{ NAME }}" {{ OPTIONS }}

# the typable part of test262 in a checkout at PATH: what passes, by folder
test262 PATH *OPTIONS: _packages
    {{ node }} test/test262/run.ts {{ PATH }} {{ OPTIONS }}

_suite FOLDER NAME *OPTIONS:
    #!/usr/bin/env bash
    set -euo pipefail
    file="test/{{ FOLDER }}/{{ NAME }}.ts"
    if [ -n "{{ NAME }}" ] && [ -e "$file" ]; then exec {{ node }} "$file" {{ OPTIONS }}; fi
    echo "There are: $(cd test/{{ FOLDER }} 2>/dev/null && ls -- *.ts 2>/dev/null | sed 's/\.ts$//' | grep -v '\.' | tr '\n' ' ')"
    [ -z "{{ NAME }}" ]

# bytes of an app by source file and function
size APP *OPTIONS: (build APP)
    {{ caisson }} size build/{{ APP }}.wasm {{ OPTIONS }}

# the WebAssembly text of an app
wat APP: setup
    {{ caisson }} build apps/{{ APP }}/main.ts -o build/{{ APP }}.wasm --emit wat
    cat build/{{ APP }}.wat

# write docs/language.md and docs/diagnostics from the compiler's table
docs: _packages
    npm run --silent docs:language

# remove everything that was built
clean:
    rm -rf dist build .cache
    cargo clean --manifest-path host/Cargo.toml
    cargo clean --manifest-path wasi-shim/Cargo.toml
