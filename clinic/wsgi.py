"""The site as a WSGI application; it serves nothing until its start-up checks pass."""

import os

import django
from django.core.handlers.wsgi import WSGIHandler

from clinic import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup(set_prefix=False)
startup.verify()
application = WSGIHandler()
