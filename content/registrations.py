"""Register content with Wagtail and the outbox; run once, when Django is ready."""

from importlib import import_module

from wagtail.admin.views.account import AvatarSettingsPanel, BaseSettingsPanel
from wagtail.models import Page

from content import (
    breadcrumbs,
    message_kinds,
    sections,
    structured_data,
    translated_pages,
)
from content.pictures.forms import AvatarForm
from content.views import Contact
from outbox import kinds
from outbox import languages as outbox_languages

# Every published page is public: lists, feeds and search check no permission.
Page.private_page_options = []

# A photo of a member of staff is normalized like any other picture.
AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = BaseSettingsPanel.template_name  # shows errors

sections.add("breadcrumbs", breadcrumbs.breadcrumbs)
sections.add("structured_data", structured_data.section)
sections.add("language_links", translated_pages.links)
sections.add("language_switch", translated_pages.switch)
sections.add("contact_form", Contact.section, "components/public_form.html")

kinds.add(message_kinds.ContactMessage)
kinds.sign_with(message_kinds.signature)
outbox_languages.ask(message_kinds.languages_of_letters)

import_module("content.site_root")
