"""A real SMTP server on the loopback address that can misbehave as real ones do."""

import asyncio
import socket
from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Inbox:
    """Takes mails, and answers as `behaviour` says.

    "ok"; "refuse" the recipient for good; "busy": try later; "slow": answer after some
    `seconds`; "drop": take the mail, then break the connection before saying so.
    """

    def __init__(self):
        self.behaviour, self.seconds = "ok", 1
        self.mails = []
        self.recipients = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.behaviour == "refuse":
            return "550 no such mailbox"
        if self.behaviour == "busy":
            return "451 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.SMTPUTF8))
        self.recipients += envelope.rcpt_tos
        if self.behaviour == "slow":
            await asyncio.sleep(self.seconds)
        if self.behaviour == "drop":
            server.transport.abort()
        return "250 taken"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(port):
    """The server, until the block ends; yields its inbox."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield inbox
    finally:
        controller.stop()
