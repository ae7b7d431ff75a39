"""A line to a server on this machine that a test can cut and mend."""

import socket
import threading
from contextlib import suppress


class Line:
    """Forwards a port of the loopback address to a server, while it is whole."""

    def __init__(self, host, port):
        self.server = host, port
        self.ends = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.mend()

    def mend(self):
        """Take calls, as before."""
        self.door = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._answer, args=[self.door], daemon=True).start()

    def cut(self):
        """End every call, and refuse new ones."""
        for each in (self.door, *self.ends):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self.ends.clear()

    def _answer(self, door):
        with suppress(OSError):
            while True:
                caller, _ = door.accept()
                called = socket.create_connection(self.server)
                self.ends += [caller, called]
                for pair in ((caller, called), (called, caller)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(source, target):
    with suppress(OSError):
        while heard := source.recv(65536):
            target.sendall(heard)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)
