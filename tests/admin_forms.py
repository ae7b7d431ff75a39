"""Forms of the admin, filled in and sent as a browser without scripts does."""

from tests.screens import fields_of, parsed


def edited(browser, url, **changes):
    """Open a form, change some fields, and send it. None unticks a box."""
    form = parsed(browser.get(url)).select("main form[method=post i]")[0]
    sent = {**fields_of(form), **changes}
    return browser.post(url, {k: v for k, v in sent.items() if v is not None})


def pressed(browser, response, url, **button):
    """Press a button of the form on a page that a post answered with."""
    form = parsed(response).select("main form[method=post i]")[0]
    return browser.post(url, {**fields_of(form), **button})
