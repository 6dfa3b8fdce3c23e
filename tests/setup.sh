#!/bin/sh
# Prepares a machine for the Makefile: setup.sh environment | oracles | node | browser
#
# Debian's packages are installed only when they are missing and only by root; every command that
# changes the machine is printed first. What cannot be had is named, and its tests skip.

set -eu

PYTHON=${PYTHON:-python3}

say() { printf 'teipipe: %s\n' "$*" >&2; }

run() {
  printf '+ %s\n' "$*" >&2
  "$@"
}

can_install() { [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; }

install_packages() {
  export DEBIAN_FRONTEND=noninteractive
  run apt-get update --quiet
  run apt-get install --quiet --yes --no-install-recommends "$@"
}

# The project's own Python environment, .venv.
environment() {
  "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
    say "Python 3.11 or later is needed: make PYTHON=python3.12 …"
    exit 1
  }
  if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
    can_install || {
      say "$PYTHON cannot make environments; on Debian, as root: apt-get install python3-venv"
      exit 1
    }
    install_packages python3-venv
  fi
  run "$PYTHON" -m venv .venv
}

# The checkers that pip has, and that cannot live beside teipipe: each in an environment of its own.
oracles() {
  oracle cffconvert 'cffconvert==2.0.0'
  oracle roc-validator 'roc-validator==0.13.0'
}

oracle() {
  [ ! -e ".venv/oracles/$1/made" ] || return 0
  run "$PYTHON" -m venv ".venv/oracles/$1"
  if run ".venv/oracles/$1/bin/python" -m pip install --disable-pip-version-check --quiet "$2"; then
    touch ".venv/oracles/$1/made"
  else
    say "no $1: its tests skip"
  fi
}

# The checkers that npm has.
node() {
  if ! command -v npm >/dev/null; then
    say "no npm: the tests with axe, Ace and Nu skip"
    return
  fi
  cd tests/browser
  run npm ci --ignore-scripts
  touch node_modules
}

# A browser, and a font for it; without npm nothing would drive it.
browser() {
  command -v npm >/dev/null || return 0
  missing=
  has_browser || missing=chromium
  has_font || missing="$missing fonts-dejavu-core"
  if [ -z "$missing" ]; then
    return
  elif can_install; then
    # shellcheck disable=SC2086  # one word a package
    install_packages $missing
  else
    say "the tests in a browser skip or look odd; on Debian, as root: apt-get install $missing"
  fi
}

has_browser() {
  for name in ${TEIPIPE_CHROMIUM:-chromium chromium-browser google-chrome}; do
    if command -v "$name" >/dev/null; then
      return 0
    fi
  done
  return 1
}

has_font() { [ -n "$(find /usr/share/fonts "$HOME/.fonts" -name '*.[to]tf' 2>/dev/null | head -n 1)" ]; }

case ${1:-} in
  environment | oracles | node | browser) "$1" ;;
  *)
    say "setup.sh environment | oracles | node | browser"
    exit 2
    ;;
esac
