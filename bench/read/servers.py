"""What stands beside us: nginx with a file, uvicorn with bytes, Isso with the same comments."""

from __future__ import annotations

import contextlib
import getpass
import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench import ours, rivals
from bench.processes import free_port, running
from bench.read.pages import Copy, Page

NGINX, BARE = "nginx, a file", "bare uvicorn"
NGINX_CONF = """
user {user}; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; server_tokens off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{ listen 127.0.0.1:{port} backlog=2048;
{locations}
  }}
}}
"""
LOCATION = "    location = {path} {{ root {folder}; try_files {file} =404; default_type '{type}'; {headers} }}\n"
SET_BY_NGINX = ("content-type", "content-length", "etag", "last-modified", "date", "connection")
OUR_WORDS = """
SELECT id, root_id, unixepoch(created_at), source, name FROM discussion_comment
WHERE thread_id = ? AND listed ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server under load."""

    name: str
    pid: int
    port: int


@contextlib.contextmanager
def nginx(folder: Path, copies: Mapping[str, Copy]) -> Iterator[Running | None]:
    """Run nginx with one worker and each copy as a file, with the same headers; None where it is not installed."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        print("nginx is not installed (apt-get install nginx-light), so its lines are left out.")
        yield None
        return
    port = free_port()
    locations = []
    for number, (path, copy) in enumerate(copies.items()):
        file = f"/page-{number}"
        (folder / file[1:]).write_bytes(copy.body)
        more = " ".join(
            f'add_header {name} "{value}";'.replace("$", "") for name, value in copy.headers if name not in SET_BY_NGINX
        )
        content_type = dict(copy.headers)["content-type"]
        locations.append(LOCATION.format(path=path, folder=folder, file=file, type=content_type, headers=more))
    config = folder / "nginx.conf"
    config.write_text(NGINX_CONF.format(user=getpass.getuser(), folder=folder, port=port, locations="".join(locations)))
    command = [program, "-c", str(config), "-p", str(folder), "-e", str(folder / "error.log")]
    with running(command, port=port, environ={}, log=folder / "nginx.out") as pid:
        yield Running(NGINX, pid, port)


@contextlib.contextmanager
def bare(folder: Path, copies: Mapping[str, Copy]) -> Iterator[Running]:
    """Run a bare uvicorn that sends each copy."""
    answers = {}
    for number, (path, copy) in enumerate(copies.items()):
        file = folder / f"body-{number}"
        file.write_bytes(copy.body)
        headers = [pair for pair in copy.headers if pair[0] not in ("date", "connection")]  # uvicorn's own
        answers[path] = {"headers": headers, "file": str(file)}
    (folder / "answers.json").write_text(json.dumps(answers))
    port = free_port()
    command = [sys.executable, "-m", "bench.read.bare", str(folder / "answers.json"), str(port)]
    with running(command, port=port, environ=ours.environ_of(folder), log=folder / "bare.out") as pid:
        yield Running(BARE, pid, port)


@contextlib.contextmanager
def isso(folder: Path, our_store: Path, page: Page) -> Iterator[rivals.Isso]:
    """Run Isso with one worker and one of our threads alone in its store, which is where it is fastest."""
    with rivals.isso(folder, workers=1) as them:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(our_store))}?mode=ro", uri=True)) as store:
            them.take_over(page.slug, store.execute(OUR_WORDS, [page.thread]))
        yield them
