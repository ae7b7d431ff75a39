"""The site as a WSGI application; it serves only once the start-up checks pass."""

import os

from django.core.handlers.wsgi import WSGIHandler

from clinic import startup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
startup.set_up_site()
startup.verify()
application = WSGIHandler()
