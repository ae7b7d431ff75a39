"""`./script/start`: what it needs, what it starts, and that all of it ends again."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from clinic import serve
from clinic.processes import Children, KeptAlive
from tests import demo_clinic
from tests.screens import text

ROOT = Path(__file__).parent.parent
SLEEP = ("sleep", "60")
STUBBORN = ("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done")
FAMILY = """
import sys, time
from clinic.processes import Children
child = Children().start("sleep", "60")
print(child.pid, flush=True)
time.sleep(60)
"""


def is_running(pid):
    """Whether a process runs; one that ended and waits for its parent does not."""
    state = subprocess.run(
        ["ps", "-o", "state=", "-p", str(pid)], capture_output=True, text=True
    ).stdout
    return state.strip() not in ("", "Z")


def until(holds, seconds=10):
    """Whether something holds within some seconds."""
    for _ in range(seconds * 20):
        if holds():
            return True
        time.sleep(0.05)
    return False


def ignores_sigterm(process):
    """Whether a process has begun to take no notice of SIGTERM."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    ignored = int(re.search(r"SigIgn:\s+(\w+)", status)[1], 16)
    return bool(ignored >> (signal.SIGTERM - 1) & 1)


@pytest.fixture
def children():
    family = Children()
    yield family
    family.end()


# Children


def test_every_child_is_stopped_with_its_parent(children):
    quick, stubborn = children.start(*SLEEP), children.start(*STUBBORN)
    assert until(lambda: ignores_sigterm(stubborn))

    children.end()

    assert quick.poll() == -signal.SIGTERM
    assert until(lambda: stubborn.poll() == -signal.SIGKILL)


def test_children_of_a_killed_parent_end_as_well():
    command = [sys.executable, "-c", FAMILY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as parent:
        child = int(parent.stdout.readline())
        assert is_running(child)

        parent.kill()

        assert until(lambda: not is_running(child))


def test_a_child_that_ends_is_restarted_after_growing_pauses(children):
    said, pauses = [], []
    kept = KeptAlive(children, "The worker", "false")
    for _ in range(3):
        kept.child.wait()
        kept.look_after(said.append)
        pauses.append(kept.again_at - time.monotonic())
        kept.again_at = time.monotonic()
        kept.look_after(said.append)

    assert said == [
        "The worker has ended and starts again in 1 s.",
        "The worker has ended and starts again in 2 s.",
        "The worker has ended and starts again in 4 s.",
    ]
    assert [round(pause) for pause in pauses] == [1, 2, 4]


# Addresses and files


@pytest.mark.parametrize("address", ["", "8000", "localhost:", "localhost:http", ":80"])
def test_an_address_without_host_and_port_is_refused(address):
    with pytest.raises(serve.Stopped, match="Give an address such as"):
        serve.where(address)


def test_a_taken_port_is_refused():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(serve.Stopped, match=f"Port {port} of 127.0.0.1"):
            serve.where(f"127.0.0.1:{port}")


def test_the_first_start_writes_keys_that_only_their_owner_reads(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SECRET_KEY")

    first = serve.write_environment("http://localhost:8000", *serve.DEMO)
    second = serve.write_environment("http://localhost:9000", *serve.DEMO)

    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert len(first["SECRET_KEY"]) > 50
    assert first["SECRET_KEY"] == second["SECRET_KEY"]


# Python and packages


@pytest.fixture
def folder(tmp_path):
    """A copy of the project's scripts, with a lock file that is never installed."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    (tmp_path / "requirements.lock").write_text("nothing==0\n")
    (tmp_path / "bin").mkdir()
    return tmp_path


def program(folder, name, body):
    path = folder / "bin" / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)


def old_python(folder, name):
    """A Python 3.10, as far as the script can tell."""
    says_so = '[ "$1" = --version ] && { echo Python 3.10.13; exit; }; exit 1'
    program(folder, name, says_so)


def start(folder, **variables):
    """(exit code, what it said) of ./script/start."""
    environment = {"HOME": str(folder), "PATH": f"{folder}/bin:/usr/bin:/bin"}
    done = subprocess.run(
        ["bash", "script/start"],
        env=environment | variables,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_an_old_python_is_refused_before_anything_is_created(folder):
    old_python(folder, "python3.10")

    code, said = start(folder, PYTHON="python3.10")

    assert code == 1
    assert said.startswith("Python 3.10.13 is too old: 3.11 or newer is needed.")
    assert not (folder / ".venv").exists()


def test_a_python_that_does_not_run_is_refused(folder):
    code, said = start(folder, PYTHON="python3.99")

    assert (code, said.split(".")[0]) == (1, "PYTHON=python3")
    assert not (folder / ".venv").exists()


def test_a_machine_with_only_an_old_python_is_told_its_version(folder):
    for name in ("python3", "python3.14", "python3.13", "python3.12", "python3.11"):
        old_python(folder, name)

    code, said = start(folder)

    assert code == 1
    assert said.startswith("python3 is Python 3.10.13, which is too old.\nPython 3.11")
    assert not (folder / ".venv").exists()


def test_a_newer_python_is_preferred_over_an_old_default(folder):
    old_python(folder, "python3")
    for name in ("python3.14", "python3.13"):
        old_python(folder, name)
    program(folder, "python3.12", f'exec {sys.executable} "$@"')
    program(folder, "uv", f'echo "$@" >> {folder}/asked; exit 1')

    code, said = start(folder)

    assert (folder / "asked").read_text() == "venv -q --python python3.12 .venv\n"
    assert code == 1
    assert "Python could not make a virtual environment." in said
    assert not (folder / ".venv").exists()


def test_an_unwritable_home_directory_is_reported(folder):
    program(folder, "python3", f'exec {sys.executable} "$@"')
    program(
        folder,
        "uv",
        f"""case $1 in
          venv) mkdir -p .venv/bin; ln -s {sys.executable} .venv/bin/python ;;
          *) echo $UV_NO_CACHE >&2; exit 2 ;;
        esac""",
    )

    code, said = start(folder, HOME="/nowhere")

    assert code == 1
    assert said.splitlines()[1:] == [
        "Your home folder (/nowhere) cannot be written to, so downloads are not kept.",
        "1",
        "Packages could not be installed; the reason stands above. If it is the "
        "network, run this again when it works.",
    ]


# The whole


@pytest.fixture
def drawn():
    """Whether every picture of the demo has its sizes; tests may say yes."""
    return False


@pytest.fixture
def empty_project(tmp_path):
    """A copy of the project, as after a download."""
    left_out = shutil.ignore_patterns(".git", ".venv", "var", "tests", "__pycache__")
    return shutil.copytree(ROOT, tmp_path / "project", ignore=left_out)


@pytest.fixture
def project(empty_project, drawn):
    """A copy of the project with the demo loaded."""
    clinic = demo_clinic.copy_to(empty_project / "var")
    clinic.database.rename(clinic.folder / "plumbline.sqlite3")
    if drawn:
        (clinic.folder / "pictures-are-drawn").touch()
    return empty_project


@pytest.fixture
def starting(project):
    """The demo as it starts: (process, address)."""
    yield from started(project)


@pytest.fixture
def starting_empty(empty_project):
    """The same of a project that was never started."""
    yield from started(empty_project)


def started(project, *arguments):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "FIELD_KEYS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "clinic.serve", f"127.0.0.1:{port}", *arguments],
        env=environment,
        cwd=project,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.wait(10)
    process.stdout.close()


def descendants(pid):
    """The processes that a process started, and theirs."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid="], capture_output=True)
    rows = [line.split() for line in listed.stdout.decode().splitlines()]
    found = [int(child) for child, parent in rows if int(parent) == pid]
    return found + [pid for child in found for pid in descendants(child)]


def named(pids, words):
    """Those of some processes whose command has these words."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,args="], capture_output=True)
    rows = [line.split(None, 1) for line in listed.stdout.decode().splitlines()]
    return [int(pid) for pid, args in rows if int(pid) in pids and words in args]


def read_until(process, words):
    """Wait for a line with some words."""
    for line in process.stdout:
        if words in line:
            return


def test_only_the_owner_reads_the_database_that_the_first_start_makes(
    starting_empty, empty_project
):
    process, _ = starting_empty
    read_until(process, "Preparing the database")
    database = empty_project / "var" / "plumbline.sqlite3"

    assert until(database.exists, seconds=60)
    assert stat.S_IMODE(database.stat().st_mode) == 0o600
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0


def test_ctrl_c_during_database_preparation_stops_all_processes(starting):
    process, _ = starting
    read_until(process, "Preparing the database")
    family = descendants(process.pid)

    process.send_signal(signal.SIGINT)

    assert process.wait(10) == 0
    assert until(lambda: not any(is_running(pid) for pid in family))


@pytest.mark.parametrize(
    ("drawn", "end"), [(False, signal.SIGINT), (True, signal.SIGKILL)]
)
def test_the_demo_starts_and_stops_with_all_its_processes(
    starting, project, drawn, end
):
    process, address = starting
    read_until(process, "Press Ctrl-C to stop")
    process.stdout.readline()
    page = requests.get(address, timeout=60)
    assert text(page.text, ".header .brand") == "Kestrel Row Bodywork"
    assert stat.S_IMODE((project / ".env").stat().st_mode) == 0o600
    family = descendants(process.pid)
    assert bool(named(family, "demo --pictures")) is not drawn

    [worker] = named(family, "manage.py worker")
    os.kill(worker, signal.SIGKILL)
    said = process.stdout.readline()
    assert said == "The worker has ended and starts again in 1 s.\n"
    assert requests.get(f"{address}/healthz", timeout=10).text == "ok\n"

    family += descendants(process.pid)
    os.kill(process.pid, end)

    assert until(lambda: not any(is_running(pid) for pid in family))
    assert process.wait(10) == (0 if end == signal.SIGINT else -signal.SIGKILL)


@pytest.fixture
def empty_clinic(empty_project):
    """An empty clinic as it starts, beside a demo that was started before."""
    (empty_project / ".env").write_text("DEMO=1\n")
    yield from started(empty_project, "--empty")


def test_an_empty_clinic_starts_beside_the_demo_and_names_its_address(
    empty_clinic, empty_project
):
    process, address = empty_clinic
    read_until(process, "Open your clinic within an hour")
    opening = process.stdout.readline().strip()

    page = requests.get(opening, timeout=60)

    assert text(page.text, "h1") == "Open your clinic"
    assert opening.startswith(address.replace("127.0.0.1", "localhost"))
    assert (empty_project / ".env").read_text() == "DEMO=1\n"
    assert stat.S_IMODE((empty_project / ".env.empty").stat().st_mode) == 0o600
    assert (empty_project / "var" / "empty" / "plumbline.sqlite3").exists()
    assert not (empty_project / "var" / "plumbline.sqlite3").exists()
    process.send_signal(signal.SIGINT)
    assert process.wait(10) == 0
