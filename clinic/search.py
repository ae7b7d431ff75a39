"""The database search backend, safe against any text that a visitor types.

On SQLite a lone quotation mark reaches the parser of MATCH and raises an error; on both
databases a NUL byte does (wagtail issue 13227).
"""

from django.db import connection

if connection.vendor == "postgresql":
    from modelsearch.backends.database.postgres.postgres import (
        PostgresSearchBackend as Database,
    )
else:
    from modelsearch.backends.database.sqlite.sqlite import (
        SQLiteSearchBackend as Database,
    )


class SearchBackend(Database):
    def search(self, query, *args, **kwargs):
        return super().search(_plain(query), *args, **kwargs)

    def autocomplete(self, query, *args, **kwargs):
        return super().autocomplete(_plain(query), *args, **kwargs)


def _plain(query):
    if not isinstance(query, str):
        return query
    return " ".join(query.replace('"', " ").replace("\x00", " ").split())
