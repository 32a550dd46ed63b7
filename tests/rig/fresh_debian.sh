#!/usr/bin/env bash
# Sets the suite up and tests it on a Debian that has nothing yet, in a directory of its own.
# Needs root and mmdebstrap. Network, proxies and certificates are as on this machine.
#
#   tests/rig/fresh_debian.sh [trixie|bookworm] [make target...]     (default: trixie setup test)
set -euo pipefail

release=${1:-trixie}
targets=("${@:2}")
[ ${#targets[@]} -gt 0 ] || targets=(setup test)
repository=$(cd "$(dirname "$0")/../.." && pwd)
place=/srv/$(basename "$repository") # in the fresh Debian

say() { printf 'rig: %s\n' "$*"; }
[ "$(id -u)" = 0 ] || { say "must run as root"; exit 1; }
command -v mmdebstrap >/dev/null || { say "mmdebstrap is missing: apt-get install mmdebstrap"; exit 1; }

root=$(mktemp -d)
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT

# How this machine's apt reaches its mirrors.
apt_options=()
for file in $(grep -ls '^ *Acquire::' /etc/apt/apt.conf /etc/apt/apt.conf.d/* || true); do
    apt_options+=(--aptopt="$file")
done

say "making a bare Debian ($release) in $root"
mmdebstrap --quiet --variant=apt --include=ca-certificates,make "${apt_options[@]}" "$release" "$root"

# How this machine reaches everything else: names, certificates, pip's settings. The rest is in the environment.
for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /etc/pip.conf; do
    [ ! -e "$file" ] || cp -L "$file" "$root$file"
done

if git -C "$repository" rev-parse --quiet --verify HEAD >/dev/null; then
    say "cloning the last commit"
    git clone --quiet --no-hardlinks "$repository" "$root$place"
else
    say "nothing is committed yet: taking the working tree"
    mkdir -p "$root$place"
    (cd "$repository" && git ls-files -coz --exclude-standard | tar -c --null -T -) |
        tar -x -C "$root$place"
fi

say "running make ${targets[*]}"
# Mounts and processes live in namespaces of their own and end with the command.
# shellcheck disable=SC2016 # the inner shell expands
unshare --mount --pid --fork --kill-child bash -euc '
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot "$1" env HOME=/root TMPDIR=/tmp PATH=/usr/sbin:/usr/bin:/sbin:/bin make -C "${@:2}"
' rig "$root" "$place" "${targets[@]}"
say "passed on $release"
