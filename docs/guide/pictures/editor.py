"""The pictures of the editor's guide."""

from tests.browser.editing import wait_for_message

ARTICLE = "Desk days without a sermon on posture"


def take(camera):
    editor = camera.visitor("editor")
    page = editor.page
    panel = page.locator(".w-panel--dashboard").last
    camera.take(editor, "home", down_to=panel)

    editor.open("/admin/comments/")
    camera.take(editor, "comments", height=640)

    plan_next_month(editor, "Noor Haddadin")
    editor.open("/admin/features/")
    camera.take(editor, "interviews", down_to=page.locator("table.listing"))

    editor.open("/admin/pages/search/?q=Desk+days")
    editor.press(page.locator("table").get_by_role("link", name=ARTICLE).first)
    camera.take(editor, "article", height=760)

    page.locator(".c-sf-add-button[title='Insert a block']").last.click()
    camera.take(editor, "blocks", height=835)


def plan_next_month(editor, name):
    """The month that the form proposes; the therapist gets the questions."""
    editor.open("/admin/features/new/")
    options = editor.page.locator("[name=therapist] option")
    value = options.filter(has_text=name).get_attribute("value")
    editor.page.locator("[name=therapist]").select_option(value)
    editor.press(editor.button("Create"))
    wait_for_message(editor.page, "created")
