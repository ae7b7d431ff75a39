"""Staff accounts, and the log of what they read and changed."""

from accounts.models.log import AppendOnly, LogEntry, LogHead
from accounts.models.users import ReadingGrant, RoleDefault, RoleGrant, User

__all__ = [
    "AppendOnly",
    "LogEntry",
    "LogHead",
    "ReadingGrant",
    "RoleDefault",
    "RoleGrant",
    "User",
]
