"""Save the translated words of a row, and let those know who remember them."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from modelsearch.tasks import insert_or_update_object_task
from wagtail.log_actions import log
from wagtail.models import Page

from content.translating.forms import WordsForm
from locations.signals import words_changing
from locations.translated import TranslatedRow, translate


def save(row: TranslatedRow, forms: Iterable[WordsForm]) -> None:
    """Save what the forms of a row and its parts say, beside all other languages."""
    with transaction.atomic():
        words_changing.send(sender=type(row))
        for form in forms:
            if form.words:
                _save_words(form)
        log(row, "wagtail.edit")
    for page in _pages_about(row):
        # The search finds a page by the words of its row.
        meta = page._meta
        insert_or_update_object_task.enqueue(
            meta.app_label, meta.model_name, str(page.pk)
        )


def _save_words(form: WordsForm) -> None:
    """Save words in the row as it is now: others may have saved another language."""
    rows = type(form.row)._default_manager.select_for_update()
    row = rows.get(pk=form.row.pk)
    translate(row, form.language, form.words)
    row.save(update_fields=["translations"])


def _pages_about(row: TranslatedRow) -> Iterator[Page]:
    for relation in row._meta.related_objects:
        model = relation.related_model
        if issubclass(model, Page) and not relation.many_to_many:
            yield from model.objects.filter(**{relation.field.name: row})
