"""What an answer shows, as parsed HTML, so that a test can compare the whole of it.

A text is what a reader sees: one space between words, none at the ends.
"""

from bs4 import BeautifulSoup


def parsed(response):
    """The document of an answer, or of HTML as text; what is parsed stays as it is."""
    if isinstance(response, BeautifulSoup):
        return response
    html = response if isinstance(response, str) else response.content
    return BeautifulSoup(html, "html.parser")


def texts(response, selector):
    """The text of every element that a CSS selector finds, in order."""
    return [_seen(found) for found in parsed(response).select(selector)]


def text(response, selector):
    """The text of the one element that a CSS selector finds.

    Raises ValueError where there is none, or more than one.
    """
    [found] = texts(response, selector)
    return found


def heading(response):
    """The one heading of the first level."""
    return text(response, "h1")


def links(response, selector="main a"):
    """Addresses by the words of their links."""
    return {_seen(each): each["href"] for each in parsed(response).select(selector)}


def fields(response, selector="main form"):
    """What a browser would send of the one form: name → value, boxes as a list.

    The token against forgery is left out; the test client needs none.
    """
    [form] = parsed(response).select(selector)
    return fields_of(form)


def fields_of(form):
    """What a parsed form would send, its buttons left alone."""
    sent = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = field["name"], field.get("type", "")
        if name == "csrfmiddlewaretoken":
            continue
        if field.name == "select":
            chosen = [o["value"] for o in field.select("option[selected]")]
            sent[name] = chosen if field.has_attr("multiple") else "".join(chosen)
        elif field.name == "textarea":
            sent[name] = field.get_text().removeprefix("\n")
        elif kind not in ("checkbox", "radio", "submit"):
            sent[name] = field.get("value", "")
        elif field.has_attr("checked"):
            sent.setdefault(name, []).append(field.get("value", "on"))
    return sent


def errors(response):
    """What the summary at the top of a form asks to correct."""
    return texts(response, ".error-summary li")


def facts(response, selector="main .facts"):
    """Values of all lists of facts by their labels, without links to change them."""
    labels = parsed(response).select(f"{selector} dt")
    return {_seen(dt): _seen(dt.find_next_sibling("dd")) for dt in labels}


def _seen(element):
    return " ".join(element.get_text(" ").split())
