# Set-up for ./run and ./check: makes .venv beside them and keeps it in step with
# requirements/*.txt. Sourced with $here set to this folder's parent. POSIX sh.
#
# `ready KIND` is what every start pays: one checksum. The rest happens once.

# Raise this when the layout of .venv changes; every checkout then builds it anew.
layout=1

say() { printf '%s\n' "$*" >&2; }

refuse() {
    say "worktui: $1"
    [ -z "${2:-}" ] || say "$2"
    exit 1
}

ready() {
    [ -x "$here/.venv/bin/python" ] && [ -r "$here/.venv/.ready-$1" ] || return 1
    read -r have <"$here/.venv/.ready-$1" || return 1
    [ "$have" = "$layout $(cksum <"$here/requirements/$1.txt")" ]
}

# Ask one interpreter what it is: "ok PATH", "bare PATH VERSION" (no way to make an
# environment) or "old PATH VERSION". Prints nothing when it is no Python at all.
probe() {
    "$1" -c '
import os, sys
path = os.path.realpath(getattr(sys, "_base_executable", sys.executable))
version = "%d.%d" % sys.version_info[:2]
try:
    import venv, ensurepip
    whole = True
except ImportError:
    whole = False
kind = "old" if sys.version_info < (3, 11) else "ok" if whole else "bare"
print(kind, version, path)
' </dev/null 2>/dev/null
}

find_python() {
    old='' bare=''
    for name in ${WORKTUI_PYTHON:+"$WORKTUI_PYTHON"} \
        python3.14 python3.13 python3.12 python3.11 python3 python; do
        command -v "$name" >/dev/null 2>&1 || continue
        found=$(probe "$name") || continue
        case $found in
            "ok "*) found=${found#ok } && python=${found#* } && return ;;
            "old "*) old=${old:-${found#old }} ;;
            "bare "*) bare=${bare:-${found#bare }} ;;
        esac
    done
    if [ -n "$bare" ]; then
        refuse "Python ${bare%% *} (${bare#* }) cannot make an environment: its venv or ensurepip is missing." \
            "On Debian and Ubuntu: apt install python${bare%% *}-venv. Then start this again."
    elif [ -n "$old" ]; then
        refuse "this needs Python 3.11 or newer; the one found is ${old%% *} (${old#* })." \
            "Install a newer Python, or name one: WORKTUI_PYTHON=/path/to/python3.12 $0"
    fi
    refuse "this needs Python 3.11 or newer, and no Python was found." \
        "On Debian and Ubuntu: apt install python3 python3-venv. Then start this again."
}

# One set-up at a time; the second start waits and then finds it done.
lock() {
    if ! : 2>/dev/null >>"$here/.venv.lock"; then
        refuse "cannot write in $here, where its environment goes." "Copy the folder to a place of yours."
    fi
    if command -v flock >/dev/null 2>&1; then
        exec 9>>"$here/.venv.lock"
        flock -n 9 || { say "worktui: waiting for another set-up in $here"; flock 9; }
        return
    fi
    told=''
    until mkdir "$here/.venv.lock.d" 2>/dev/null; do
        holder=''
        read -r holder 2>/dev/null <"$here/.venv.lock.d/pid" || :
        # A holder that no longer runs left its lock behind.
        if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
            rm -rf "$here/.venv.lock.d"
            continue
        fi
        [ -n "$told" ] || say "worktui: waiting for another set-up in $here"
        told=1
        sleep 1
    done
    printf '%s\n' "$$" >"$here/.venv.lock.d/pid"
    trap 'rm -rf "$here/.venv.lock.d"' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

unlock() {
    if command -v flock >/dev/null 2>&1; then
        exec 9>&-
    else
        rm -rf "$here/.venv.lock.d"
        trap - EXIT INT TERM
    fi
}

# Install requirements/$1.txt with uv when it is there, else (or when uv cannot) with pip.
install() {
    log=$here/.venv/setup.log
    venv=$here/.venv/bin/python
    : >"$log"
    if command -v uv >/dev/null 2>&1; then
        UV_PYTHON_DOWNLOADS=never uv pip install -q --no-config --python "$venv" --require-hashes \
            --compile-bytecode -r "$here/requirements/$1.txt" </dev/null >>"$log" 2>&1 && return
    fi
    "$venv" -m pip --version >/dev/null 2>&1 || "$venv" -m ensurepip >>"$log" 2>&1 ||
        refuse "could not put pip into $here/.venv." "What happened: $log"
    "$venv" -m pip install -q --no-input --disable-pip-version-check --retries 3 --require-hashes \
        -r "$here/requirements/$1.txt" </dev/null >>"$log" 2>&1 && return
    reason "$log"
}

reason() {
    if grep -qi 'no space left' "$1"; then
        refuse "the disk is full; its packages did not fit." "Make room, then start this again."
    elif grep -qi 'do not match the hashes\|hash mismatch' "$1"; then
        refuse "a package that arrived is not the one its checksum names; nothing of it was kept." \
            "Try another network. What happened: $1"
    elif grep -qi 'connection\|timed out\|name resolution\|proxy\|no matching distribution\|resolve host' "$1"; then
        refuse "could not fetch its packages. The first start needs the network; later ones do not." \
            "Check the connection, then start this again. What happened: $1"
    fi
    refuse "could not install its packages: $(tail -n 1 "$1")" "What happened: $1"
}

build() {
    # A set-up that was cut off may have left half a package: begin anew.
    if [ -e "$here/.venv/.busy" ] || ! "$here/.venv/bin/python" -c \
        'import sys; sys.exit(sys.version_info < (3, 11) or sys.prefix == sys.base_prefix)' 2>/dev/null; then
        find_python
        rm -rf "$here/.venv"
        say "worktui: setting up, once (under a minute)"
        "$python" -m venv --without-pip "$here/.venv" ||
            refuse "could not make an environment in $here/.venv with $python."
    else
        say "worktui: its packages have changed; fetching them"
    fi
    : >"$here/.venv/.busy"
    install "$1"
    # Relative, so that a checkout that moves keeps working; no build tool is needed.
    for site in "$here"/.venv/lib/python*/site-packages; do
        printf '%s\n' ../../../.. >"$site/worktui.pth"
    done
    "$here/.venv/bin/python" -m compileall -q "$here/worktui" >/dev/null 2>&1 || :
    rm -f "$here/.venv/.busy"
    mark "$1"
    # What checks need holds all that a start needs, at the same versions, and so does the whole.
    if [ "$1" = dev ]; then mark all; fi
    if [ "$1" != run ]; then mark run; fi
}

mark() { printf '%s %s\n' "$layout" "$(cksum <"$here/requirements/$1.txt")" >"$here/.venv/.ready-$1"; }

prepare() {
    ready "$1" && return
    lock
    ready "$1" || build "$1"
    unlock
}
