"""Register accounts with the worker and the outbox."""

from datetime import timedelta

from accounts import audit_log, message_kinds, services
from outbox import jobs, kinds

jobs.add(audit_log.seal, every=timedelta(seconds=10))
jobs.add(services.grant_due, every=timedelta(minutes=1))

for kind in message_kinds.ALL:
    kinds.add(kind)
