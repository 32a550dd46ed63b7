#!/bin/sh
# Makes this machine ready to run and test the suite: `make setup`.
# Does only what is missing, so a second run takes no time.
set -eu
cd "$(dirname "$0")/.."

PACKAGES=provisioning/packages.apt
VENV=.venv
DECODER=tests/decoder
PATH="$PATH:/usr/sbin:/sbin" # Debian keeps servers there, off the path of users

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# The fingerprint of some files: a step is done again when it changes.
key() { cat "$@" | sha256sum; }
done_with() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

# "<package> <program or -> <what it is for>", a line each
wanted() { sed -n 's/^\([a-z0-9][^ ]*\) *\([^ ]*\) *# */\1 \2 /p' "$PACKAGES"; }

# Names of installed packages and of what they provide: a renamed package still provides its old name.
installed() {
    dpkg-query -W -f '${db:Status-Status} ${Package}, ${Provides}\n' |
        sed -n 's/^installed //p' | tr ',' '\n' | sed 's/([^)]*)//; s/ //g'
}

missing_packages() {
    present=$(mktemp)
    installed | sort -u >"$present"
    wanted | cut -d ' ' -f 1 | sort | comm -23 - "$present"
    rm "$present"
}

missing_programs() {
    wanted | while read -r package program reason; do
        [ "$program" = - ] || command -v "$program" >/dev/null || printf '  %s (%s): %s\n' "$program" "$package" "$reason"
    done
}

reasons() {
    wanted | while read -r package _ reason; do
        case " $* " in *" $package "*) printf '  %s: %s\n' "$package" "$reason" ;; esac
    done
}

# Runs a command as root, by sudo when we are not root; asks for a password only at a terminal.
may_be_root() {
    [ "$(id -u)" = 0 ] && return
    command -v sudo >/dev/null || return
    if [ -t 0 ]; then sudo -v; else sudo -n true 2>/dev/null; fi
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

system_packages() {
    if ! command -v apt-get >/dev/null; then
        missing=$(missing_programs)
        [ -z "$missing" ] || fail "this machine has no apt. Install these programs (Debian's package in brackets):
$missing"
        return
    fi
    # shellcheck disable=SC2046 # package names hold no spaces
    set -- $(missing_packages)
    [ $# -gt 0 ] || return 0
    may_be_root || fail "neither root nor sudo is available here. Ask an administrator to run
  apt-get install $*
which are
$(reasons "$@")"
    say "installing system packages: $*"
    as_root apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@"
}

environment() {
    if done_with "$VENV/.made-in" "$PWD" && "$VENV/bin/python" -c '' 2>/dev/null; then return; fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed, and $(command -v python3) is $(python3 -V)."
    say "making a Python environment in $VENV"
    python3 -m venv --clear "$VENV"
    echo "$PWD" >"$VENV/.made-in"
}

python_packages() {
    now=$(key requirements.lock)
    if done_with "$VENV/.locked" "$now"; then return; fi
    say "installing Python packages into $VENV"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
        --only-binary :all: --require-hashes -r requirements.lock
    echo "$now" >"$VENV/.locked"
}

command_motcua() {
    now=$(key pyproject.toml)
    if done_with "$VENV/.project" "$now"; then return; fi
    say "installing the command motcua into $VENV"
    "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation --no-index -e .
    echo "$now" >"$VENV/.project"
}

# The library for a Raspberry Pi's pins comes with its system, built for the system's Python.
pins() {
    library=$(python3 -c 'import lgpio; print(lgpio.__file__)' 2>/dev/null) || return 0
    site=$("$VENV/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    [ ! -e "$site/lgpio.py" ] || return 0
    say "linking the library for the Raspberry Pi's pins into $VENV"
    ln -sf "${library%/*}"/lgpio.py "${library%/*}"/_lgpio*.so "$site"
}

# npm's optional packages are left out: pictures come from our own code, and USB is not tested with it.
decoder() {
    now=$(key "$DECODER/package.json" "$DECODER/package-lock.json")
    if done_with "$DECODER/node_modules/.locked" "$now"; then return; fi
    say "installing the ESC/POS decoder for tests into $DECODER/node_modules"
    PATH="$PWD/$VENV/bin:$PATH" npm ci --prefix "$DECODER" --silent \
        --omit=optional --ignore-scripts --no-audit --no-fund
    echo "$now" >"$DECODER/node_modules/.locked"
}

system_packages
environment
python_packages
command_motcua
pins
decoder
say "ready. Try: make demo"
