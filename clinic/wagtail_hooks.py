"""What the clinic adds to the Wagtail admin."""

from wagtail import hooks

from clinic import proxies
from clinic.owner_panels import ProxyWarning
from clinic.roles import Role


@hooks.register("construct_homepage_panels")
def proxy_warning(request, panels):
    owns = request.user.groups.filter(name=Role.OWNER).exists()
    if owns and proxies.are_unknown():
        panels.insert(0, ProxyWarning())
