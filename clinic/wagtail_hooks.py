"""Warnings for the owner about running the site, on the admin's home page."""

from wagtail import hooks
from wagtail.admin.ui.components import Component

from accounts.roles import Role
from web import proxies


class ProxyWarning(Component):
    """Shown while an undeclared proxy makes all visitors count as one."""

    name = "proxy_warning"
    order = 5
    template_name = "clinic/staff/proxy_warning.html"


@hooks.register("construct_homepage_panels")
def proxy_warning(request, panels):
    if Role.OWNER in request.user.role_names and proxies.are_unknown():
        panels.insert(0, ProxyWarning())
