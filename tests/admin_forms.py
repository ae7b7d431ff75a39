"""Forms of the admin, filled in and sent as a browser without scripts does."""

from bs4 import BeautifulSoup


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


def texts(response, selector):
    """The words of every element that a selector finds, on one line each."""
    return [
        " ".join(found.get_text(" ").split())
        for found in parsed(response).select(selector)
    ]


def fields_of(form):
    """What a form would send, its buttons left alone."""
    sent = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = field["name"], field.get("type", "")
        if field.name == "select":
            chosen = [o["value"] for o in field.select("option[selected]")]
            sent[name] = chosen if field.has_attr("multiple") else "".join(chosen)
        elif field.name == "textarea":
            sent[name] = field.get_text()
        elif kind not in ("checkbox", "radio", "submit"):
            sent[name] = field.get("value", "")
        elif field.has_attr("checked"):
            sent.setdefault(name, []).append(field.get("value", "on"))
    return sent


def edited(browser, url, **changes):
    """Open a form, change some fields, and send it. None unticks a box."""
    form = parsed(browser.get(url)).select("main form[method=post i]")[0]
    sent = {**fields_of(form), **changes}
    return browser.post(url, {k: v for k, v in sent.items() if v is not None})


def pressed(browser, response, url, **button):
    """Press a button of the form on a page that a post answered with."""
    form = parsed(response).select("main form[method=post i]")[0]
    return browser.post(url, {**fields_of(form), **button})
