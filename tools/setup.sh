#!/bin/sh
# Makes .venv with exactly the packages of one requirements file, and dutydesk itself in it.
# Usage: tools/setup.sh requirements.txt|requirements-dev.txt     PYTHON=python3.12 to choose another Python.
set -eu
cd "$(dirname "$0")/.."
requirements=$1
python=${PYTHON:-python3}
venv=.venv
log=$venv/setup.log

fail() {
    echo "setup: $*" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "$python is not there; install Python 3.11 or newer, or say PYTHON=/path/to/python"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old; dutydesk needs Python 3.11 or newer (PYTHON=python3.12 chooses one)"

echo "setup: installing the packages of $requirements into $venv (once; a minute or so)"
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    "$python" -m venv --clear "$venv" ||
        fail "no virtual environment could be made; on Debian and Ubuntu: apt-get install python3-venv"
fi
{
    "$venv/bin/python" -m pip install --require-hashes -r "$requirements" &&
        "$venv/bin/python" -m pip install --no-deps --no-build-isolation --editable .
} >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "the packages could not be installed; the whole story is in $log"
}
