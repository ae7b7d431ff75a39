"""Mails as their readers see them."""

from django.core import mail as django_mail

from outbox.delivery import deliver_due


def leaving(now):
    """Deliver what is due; the mails that leave."""
    before = len(django_mail.outbox)
    deliver_due(now)
    return django_mail.outbox[before:]


def paragraphs(mail):
    """The paragraphs of the wording, without greeting, facts, links and signature."""
    blocks = [block.strip() for block in mail.body.strip().split("\n\n")]
    return [block for block in blocks[1:-1] if block and not _is_list(block)]


def facts(mail):
    """Facts by their label."""
    lines = [
        line for block in mail.body.split("\n\n") for line in block.strip().split("\n")
    ]
    return dict(line.split(": ", 1) for line in lines if _is_fact(line))


def links(mail):
    """Addresses by what they are called."""
    lines = mail.body.split("\n")
    return {
        above.removesuffix(":"): line
        for above, line in zip(lines, lines[1:], strict=False)
        if line.startswith("http")
    }


def file(mail):
    """The attached file as text, and the type that the mail gives it."""
    for part in mail.message().walk():
        if part.get_filename():
            return part.get_payload(decode=True).decode(), part["Content-Type"]
    return None


def _is_fact(line):
    label, colon, _ = line.partition(": ")
    return bool(colon) and label in FACTS


def _is_list(block):
    lines = block.split("\n")
    return _is_fact(lines[0]) or lines[-1].startswith("http")


FACTS = {"When", "Where", "With", "Price", "Reference", "What", "Places", "To watch"}
FACTS |= {"From", "E-mail", "Message", "Booked", "Moved", "Cancelled"}
FACTS |= {"Requests", "Calls", "Mails"}
