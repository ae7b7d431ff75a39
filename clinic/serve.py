"""Run the site and its worker on this machine: the demo, or a clinic that begins empty.

`./script/start` becomes this process. All that it starts ends with it: on Ctrl-C, when
the site ends, and when this process is killed. A worker that ends is restarted.
"""

import argparse
import base64
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path

from dotenv import dotenv_values

from clinic.processes import Children, KeptAlive
from demo import welcome

ROOT = Path(__file__).resolve().parent.parent
MANAGE = (sys.executable, "manage.py")
DRAW = (sys.executable, "-m", "demo.loader.drawing")
GUNICORN = (sys.executable, "-m", "gunicorn", "clinic.wsgi", "--threads", "4")
QUIETLY = ("--log-level", "warning", "--no-control-socket", "--graceful-timeout", "1")

# The output of `manage.py prepare` once the site can start.
TABLES_ARE_READY = "The tables are ready."
STARTS_WITHIN = 120  # seconds

# The environment file of each, and the lines it begins with. The empty clinic has a
# folder of its own, so that the demo and a real `.env` stay as they are.
DEMO = Path(".env"), ("DEMO=1",)
EMPTY = Path(".env.empty"), ("DEMO=0", "VAR_DIR=var/empty", "COLLECTED_STATIC=0")

OPEN = """
  The site is open:              {url}/
  For the team:                  {url}/admin/
  Press Ctrl-C to stop.
"""


class Stopped(Exception):
    """Ends the program; with the reason in words, unless the user stopped it."""


def main(address, is_empty):
    """Prepare and run everything; returns the exit code."""
    os.chdir(ROOT)
    os.umask(0o077)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, _stop)
    children = Children()
    try:
        run(*where(address), EMPTY if is_empty else DEMO, children)
    except Stopped as why:
        if why.args:
            say(*why.args)
        return 1 if why.args else 0
    finally:
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        children.end()


def where(address):
    """A free (host, port); raises Stopped when it is taken."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal():
        raise Stopped("Give an address such as 127.0.0.1:8000")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, OverflowError):
            raise Stopped(
                f"Port {port} of {host} cannot be used. Choose another: "
                "./script/start 127.0.0.1:8001"
            ) from None
    return host, int(port)


def run(host, port, kind, children):
    """Prepare, serve and look after the site until it ends."""
    name = "localhost" if host in ("0.0.0.0", "127.0.0.1") else host
    url = f"http://{name}:{port}"
    settings = write_environment(url, *kind)
    is_demo = settings.get("DEMO") == "1"
    os.environ |= {
        "ENV_FILE": str(kind[0]),
        "SITE_URL": url,
        "ALLOWED_HOSTS": "localhost 127.0.0.1",
    }
    var = Path(settings.get("VAR_DIR") or "var")
    drawn = var / "pictures-are-drawn"
    if is_demo and not drawn.exists():
        children.start(*DRAW, str(var / "drawings"), is_nice=True)
    serve = (*GUNICORN, *QUIETLY, "--bind", f"{host}:{port}")
    site = prepare(children, lambda: children.start(*serve))
    wait_for(f"http://{host}:{port}", site)
    say((welcome.OPEN if is_demo else OPEN).format(url=url))
    if not is_demo:
        children.start(*MANAGE, "first_owner").wait()
    worker = KeptAlive(children, "The worker", *MANAGE, "worker")
    pictures = None
    if is_demo and not drawn.exists():
        # Pictures not requested yet; the first visitor to need one waits a moment.
        pictures = children.start(*MANAGE, "demo", "--pictures", is_nice=True)
    while site.poll() is None:
        worker.look_after(say)
        if pictures and pictures.poll() == 0:
            drawn.touch()
            pictures = None
        time.sleep(0.2)
    raise Stopped("The site has ended; the reason stands above.")


def write_environment(url, file, own_lines):
    """The variables of a file, which is written with fresh keys if it is missing."""
    if not file.exists():
        lines = (
            "# Written by ./script/start; see .env.example.",
            f"SECRET_KEY={secrets.token_urlsafe(50)}",
            f"FIELD_KEYS={base64.b64encode(os.urandom(32)).decode()}",
            f"SITE_URL={url}",
            *own_lines,
        )
        file.write_text("\n".join(lines) + "\n")
    file.chmod(0o600)
    return dotenv_values(file) | os.environ


def prepare(children, open_site):
    """Make the tables, then load the demo while the site starts; returns the site."""
    say("Preparing the database…")
    site = None
    preparing = children.start(*MANAGE, "prepare", stdout=subprocess.PIPE, text=True)
    for line in preparing.stdout:
        say(line.rstrip())
        if line.rstrip() == TABLES_ARE_READY:
            site = open_site()
    if preparing.wait() or site is None:
        raise Stopped("The database could not be prepared; the reason stands above.")
    return site


def wait_for(address, site):
    """Wait until the first page has been served, so that no visitor waits for it."""
    for _ in range(STARTS_WITHIN * 4):
        if site.poll() is not None:
            raise Stopped("The site did not start; the reason stands above.")
        try:
            with urllib.request.urlopen(f"{address}/", timeout=STARTS_WITHIN):
                return
        except urllib.error.HTTPError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                return  # it responds; a clinic without pages has nothing to show
        except OSError:
            pass  # nothing is listening yet
        time.sleep(0.25)
    raise Stopped(f"The site did not answer within {STARTS_WITHIN} seconds.")


def say(words):
    """Print without buffering, also into a pipe."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _stop(*signal_and_frame):
    raise Stopped


def asked():
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="./script/start", description="Run the site.")
    parser.add_argument(
        "address",
        nargs="?",
        default="127.0.0.1:8000",
        help="host:port, on this machine",
    )
    parser.add_argument(
        "--empty",
        action="store_true",
        dest="is_empty",
        help="begin with an empty clinic of your own, in place of the demo",
    )
    return vars(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main(**asked()))
