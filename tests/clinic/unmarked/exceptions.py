"""What is left in one language on purpose, each with its reason."""

# Read by those who run the site at a terminal, in its log, or in its settings, and by
# machines. English is the language of all tools there.
FILES = (
    "*/management/commands/*.py",
    "accounts/audit_log.py",  # what `manage.py verify_log` reports
    "booking/checks.py",
    "clients/fields.py",
    "clinic/checks.py",
    "clinic/liveness.py",
    "clinic/processes.py",
    "clinic/serve.py",
    "clinic/settings.py",
    "clinic/startup.py",
    "clinic/unavailable.py",
    "clinic/views.py",  # robots.txt
)

# Files of words have one file for each language, and tests of their own.
WORDINGS = ("templates/emails/*.txt",)
ARE_MARKED = ("templates/emails/layout.txt",)

WORDS = {
    # Names of people and places in examples.
    "Main Street",
    "Robin",
    "Robin V.",
    "Robin Vale",
    "Sam",
    "Sam Green",
    # Names of rows, which a clinic may change; the site finds them by these.
    "Clinical review",
    "Our clinic",
    # Under what the log and limits count; `clients.readings` has the words.
    "intake answers",
    "visits of a browser",
    "visits of a network",
    "visits of a phone",
    "visits of an address",
    # Of protocols.
    "Etc/GMT+12",
    # Why a model points at a client, for the test of the files of one person.
    "stays with the file it was written for",
}
