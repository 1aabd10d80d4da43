# Sourced by run, test and check, which have set $root and `set -eu`.
# Brings the machine to where .venv holds what the lock files name, and stays silent
# when that is so already.
# shellcheck shell=sh disable=SC2154

venv=$root/.venv
python=$venv/bin/python

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 2
}

find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi
}

is_installed() {
    case $(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null) in
    installed*) return 0 ;;
    *) return 1 ;;
    esac
}

# Install the Debian packages named; elsewhere than on Debian or Ubuntu trust the owner.
need_packages() {
    command -v dpkg-query >/dev/null || return 0
    missing=
    for package in "$@"; do
        is_installed "$package" || missing="$missing $package"
    done
    [ -z "$missing" ] || install_packages "$missing"
}

install_packages() {
    by_hand="sudo apt-get update && sudo apt-get install --no-install-recommends$1"
    as_root true 2>/dev/null ||
        fail "Debian packages are missing. Please run this once, then start again: $by_hand"
    say "Installing Debian packages:$1"
    as_root apt-get -qq update >&2 || say "The list of packages could not be renewed."
    # The names are words of their own here.
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 install $1 >&2 ||
        fail "They could not be installed. Please run this, then start again: $by_hand"
}

has_venv() {
    "$python" -c 'import pip' 2>/dev/null
}

# Name the Debian packages that are wanted, so that one command installs them all.
wanted_packages() {
    if has_venv; then
        :
    elif ! base=$(find_python); then
        echo python3 python3-venv
    elif ! "$base" -c 'import ensurepip' 2>/dev/null; then
        "$base" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])'
    fi
    echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-wqy-microhei
    case " $* " in
    *" tools "*)
        command -v chromium >/dev/null || echo chromium
        command -v pdftotext >/dev/null || echo poppler-utils
        command -v qpdf >/dev/null || echo qpdf
        ;;
    esac
}

make_venv() {
    has_venv && return
    base=$(find_python) || fail "intake needs Python 3.11 or newer, and none was found."
    "$base" -m venv --clear "$venv" || fail "The folder $venv could not be made."
}

# The stamp $1 says that the step was done for these very files, in this very folder.
is_done() {
    stamp=$venv/.done-$1
    shift
    mark=$( (printf '%s\n' "$root" && cat -- "$@") | sha256sum)
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$mark" ]
}

install_lock() {
    lock=$root/requirements/$1.txt
    is_done "$1" "$lock" && return
    say "Installing the Python packages of requirements/$1.txt (once, then again when it changes)."
    "$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
        fail "They could not be installed. Is the network there?"
    printf '%s\n' "$mark" >"$stamp"
}

install_intake() {
    is_done intake "$root/setup.cfg" "$root/pyproject.toml" && return
    "$python" -m pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation -e "$root" || fail "The command \`intake\` could not be installed."
    printf '%s\n' "$mark" >"$stamp"
}

compile_catalogues() {
    for po in "$root"/intake/translations/*/LC_MESSAGES/*.po; do
        [ -f "$po" ] || continue
        mo=${po%.po}.mo
        [ -f "$mo" ] && [ -z "$(find "$po" -newer "$mo")" ] && continue
        "$python" -m babel.messages.frontend --quiet compile -i "$po" -o "$mo" ||
            fail "The catalogue $po could not be compiled."
    done
}

# Set up what is named: run and test are lock files, tools are the programs that tests call.
# Two at once wait for each other.
set_up() {
    (
        if command -v flock >/dev/null; then flock 9; fi
        # The names are words of their own here.
        # shellcheck disable=SC2046
        need_packages $(wanted_packages "$@")
        make_venv
        for part in "$@"; do
            if [ "$part" != tools ]; then install_lock "$part"; fi
        done
        install_intake
        compile_catalogues
    ) 9>"$root/.venv.lock"
}
