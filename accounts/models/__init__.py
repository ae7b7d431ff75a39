"""Who signs in, and the log of what they read and changed."""

from accounts.models.log import AppendOnly, LogEntry, LogHead
from accounts.models.users import RoleGrant, User

__all__ = ["AppendOnly", "LogEntry", "LogHead", "RoleGrant", "User"]
