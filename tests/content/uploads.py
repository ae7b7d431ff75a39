"""The ways in which staff upload a picture."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile


def add(browser, content, name, **fields):
    """Add one picture; returns the page that follows."""
    file = SimpleUploadedFile(name, content)
    data = {"title": "Desk", "file": file, "description": "A desk", "tags": ""}
    data |= {"collection": 1, **fields}
    return browser.post("/admin/images/add/", data, follow=True)


def add_many(browser, content, name, **fields):
    """Drop a picture on the page for many; returns its answer."""
    data = {"files[]": SimpleUploadedFile(name, content), "title": "Desk", **fields}
    response = browser.post("/admin/images/multiple/add/", {"collection": 1, **data})
    return response.status_code, json.loads(response.text)


def choose(browser, content, name):
    """Upload a picture in the dialog of a page's form; returns its answer."""
    fields = {"title": "Desk", "file": SimpleUploadedFile(name, content)}
    data = {f"image-chooser-upload-{key}": value for key, value in fields.items()}
    response = browser.post(
        "/admin/images/chooser/create/", {**data, "image-chooser-upload-collection": 1}
    )
    return response.status_code, json.loads(response.text)


def replace(browser, picture, content, name, **fields):
    """Replace the file of a picture; returns the page that follows."""
    file = SimpleUploadedFile(name, content)
    data = {"title": picture.title, "file": file, "collection": 1, **fields}
    return browser.post(f"/admin/images/{picture.pk}/", data, follow=True)
