"""What the owner must know about how the site runs, on the first page of the admin."""

from wagtail.admin.ui.components import Component


class ProxyWarning(Component):
    """Shown while visitors are counted by the address of a proxy."""

    name = "proxy_warning"
    order = 5
    template_name = "clinic/staff/proxy_warning.html"
