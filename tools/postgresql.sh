#!/bin/sh
# Makes sure that the tests can start a PostgreSQL server of their own; installs Debian's when none is there.
set -eu

server_is_there() {
    command -v initdb >/dev/null && command -v pg_ctl >/dev/null && return
    for initdb in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$initdb" ] && return
    done
    return 1
}

fail() {
    echo "postgresql: $*" >&2
    exit 1
}

server_is_there && exit
sudo=
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null ||
        fail "the tests need a PostgreSQL server; ask an administrator to install the package 'postgresql'"
    sudo=sudo
fi
command -v apt-get >/dev/null ||
    fail "the tests need a PostgreSQL server (initdb and pg_ctl, 13 or newer) and could not find one; install it"
echo "postgresql: installing the server for the tests (apt-get install postgresql)"
log=$(mktemp)
{
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql
} >"$log" 2>&1 || {
    tail -n 20 "$log" >&2
    fail "the package 'postgresql' could not be installed; the whole story is in $log"
}
rm -f "$log"
server_is_there || fail "the package 'postgresql' is installed, but has no initdb and pg_ctl"
