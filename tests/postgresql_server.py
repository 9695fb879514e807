"""A throw-away PostgreSQL server from the binaries of this machine, for whoever runs the tests, root too."""

import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"
SETTINGS = {
    "listen_addresses": HOST,
    "timezone": "UTC",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
}


@dataclass(frozen=True)
class Server:
    """Where the server listens, in the words of pytest-postgresql."""

    port: int
    host: str = HOST
    user: str = "postgres"
    password: str | None = None
    options: str = ""
    maintenance_dbname: str = "postgres"
    template_dbname: str = "template0"


def binaries() -> Path:
    """The folder of initdb and pg_ctl: Debian's newest version, else what the PATH gives."""
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda folder: int(re.sub(r"\D", "", folder.parent.name) or 0))
    on_path = shutil.which("initdb")
    if on_path is None:
        raise FileNotFoundError("PostgreSQL's initdb is missing; tools/postgresql.sh installs the server")
    return Path(on_path).resolve().parent


@contextmanager
def running_server() -> Iterator[Server]:
    """Makes a cluster in a folder of its own, runs it, and removes both."""
    folder = Path(tempfile.mkdtemp(prefix="dutydesk-postgresql-"))
    owner = _owner()
    try:
        if owner:
            os.chown(folder, owner["user"], owner["group"])
        yield from _served(folder, owner)
    finally:
        shutil.rmtree(folder)


def _owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then it runs as the system's `postgres`, or as `nobody`."""
    if os.geteuid() != 0:
        return {}
    users = {entry.pw_name: entry for entry in pwd.getpwall()}
    account = users.get("postgres") or users["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _served(folder: Path, owner: dict[str, Any]) -> Iterator[Server]:
    tools, data, log = binaries(), folder / "data", folder / "log"
    server = Server(port=_free_port())
    settings = SETTINGS | {"port": server.port, "unix_socket_directories": folder}
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())

    def run(tool: str, *arguments: str) -> None:
        command = [str(tools / tool), "-D", str(data), *arguments]
        try:
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, **owner)
        except subprocess.CalledProcessError as error:
            error.add_note(log.read_text() if log.exists() else "the server left no log")
            raise

    run("initdb", "-U", server.user, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
    run("pg_ctl", "start", "--wait", "-l", str(log), "-o", options)
    try:
        yield server
    finally:
        run("pg_ctl", "stop", "--wait", "-m", "immediate")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
