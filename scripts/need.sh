#!/usr/bin/env bash
# Makes sure that what is named is there: installs it from the system's packages where that is possible, else says what to do.
set -euo pipefail

install() {
  local package=$1
  if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "installing $package from the system's packages" >&2
    apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
  else
    echo "please install $package (Debian: sudo apt-get install $*)" >&2
    exit 1
  fi
}

for tool in "$@"; do
  case $tool in
    cargo)
      command -v cargo >/dev/null || { echo "Rust is needed: https://rustup.rs" >&2; exit 1; }
      command -v cc >/dev/null || install build-essential
      ;;
    node)
      command -v node >/dev/null || { echo "Node.js 20.19 or newer is needed: https://nodejs.org" >&2; exit 1; }
      node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' \
        || { echo "Node.js 20.19 or newer is needed, this is $(node --version)" >&2; exit 1; }
      ;;
    chromium)
      command -v chromium >/dev/null || install chromium fonts-liberation
      ;;
    *)
      echo "need.sh does not know $tool" >&2
      exit 2
      ;;
  esac
done
