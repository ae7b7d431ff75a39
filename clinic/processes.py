"""Child processes that end with their parent, however it ends."""

import os
import signal
import subprocess
import time

SECONDS_TO_END = 3
LONGEST_PAUSE = 30  # seconds between two starts of a child that keeps ending

# Reads the process groups that we start, and kills them when we are gone: even kill -9
# closes our end of the pipe.
GUARDIAN = """
while read group; do groups="$groups -$group"; done
[ -n "$groups" ] || exit 0
kill -TERM $groups; sleep 3; kill -KILL $groups
"""


class Children:
    """Child processes, each leading its own group, so that Ctrl-C reaches only us."""

    def __init__(self):
        self.running = []
        self.guardian = subprocess.Popen(
            ["sh", "-c", GUARDIAN],
            stdin=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def start(self, *command, is_nice=False, **options):
        """Start a command; `is_nice` gives it a low priority."""
        command = ("nice", *command) if is_nice else command
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, start_new_session=True, **options
        )
        self.guardian.stdin.write(f"{child.pid}\n".encode())
        self.guardian.stdin.flush()
        self.running = [each for each in self.running if each.poll() is None]
        self.running.append(child)
        return child

    def end(self):
        """End all children: terminate them first, then kill those that stay."""
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + SECONDS_TO_END
        while any(child.poll() is None for child in self.running):
            if time.monotonic() > deadline:
                self._signal(signal.SIGKILL)
                break
            time.sleep(0.05)
        self.guardian.kill()
        self.guardian.wait()

    def _signal(self, number):
        for child in self.running:
            try:
                os.killpg(child.pid, number)
            except ProcessLookupError:
                continue  # all of its group have ended


class KeptAlive:
    """A child that is restarted when it ends, after growing pauses."""

    def __init__(self, children, name, *command):
        self.children, self.name, self.command = children, name, command
        self.pause, self.again_at = 1, None
        self._start()

    def look_after(self, say):
        """Call often: reports that the child ended, and restarts it after a pause."""
        now = time.monotonic()
        if self.again_at is not None and now >= self.again_at:
            self._start()
        elif self.again_at is None and self.child.poll() is not None:
            if now - self.started_at > LONGEST_PAUSE:
                self.pause = 1
            say(f"{self.name} has ended and starts again in {self.pause} s.")
            self.again_at = now + self.pause
            self.pause = min(2 * self.pause, LONGEST_PAUSE)

    def _start(self):
        self.child = self.children.start(*self.command)
        self.started_at, self.again_at = time.monotonic(), None
