"""The kinds of rows that are translated, and what is still to do in a language."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.contrib.settings.models import BaseGenericSetting
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

from locations import clock, languages
from locations.models import Closure
from locations.translated import TranslatedRow, changed, missing, translated_models


@dataclass(frozen=True)
class Entry:
    """A row and what belongs to it, such as the steps of an exercise."""

    row: TranslatedRow
    language: str

    @property
    def parts(self) -> list[TranslatedRow]:
        below = [getattr(self.row, name).all() for name in parts_of(type(self.row))]
        return [self.row, *(part for rows in below for part in rows)]

    @cached_property
    def missing(self) -> int:
        """How many words have no translation."""
        return sum(len(missing(part, self.language)) for part in self.parts)

    @cached_property
    def changed(self) -> int:
        """How many originals have changed since they were translated."""
        return sum(len(changed(part, self.language)) for part in self.parts)

    @property
    def is_done(self) -> bool:
        return not (self.missing or self.changed)


@dataclass(frozen=True)
class Kind:
    """One kind of row, such as treatments, in one language."""

    model: type[TranslatedRow]
    language: str

    @property
    def name(self) -> str:
        return self.model._meta.label_lower

    @property
    def title(self) -> str:
        meta = self.model._meta
        is_one_row = issubclass(self.model, BaseGenericSetting)
        return capfirst(meta.verbose_name if is_one_row else meta.verbose_name_plural)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every row, in its usual order."""
        rows = self.model._default_manager.prefetch_related(*parts_of(self.model))
        if self.model is Closure:
            rows = rows.filter(ends_on__gte=clock.today(timezone.now()))
        return [Entry(row, self.language) for row in rows]

    def next_after(self, row: TranslatedRow) -> TranslatedRow | None:
        """The next row in which something is to do, in the usual order."""
        rows = [entry.row for entry in self.entries]
        below = self.entries[rows.index(row) + 1 :] if row in rows else self.entries
        return next((entry.row for entry in below if not entry.is_done), None)

    @property
    def missing(self) -> int:
        return sum(entry.missing for entry in self.entries)

    @property
    def changed(self) -> int:
        return sum(entry.changed for entry in self.entries)


def others() -> tuple[str, ...]:
    """The languages that the clinic offers beside its own."""
    return languages.offered()[1:]


def of(user, language: str) -> list[Kind]:
    """The kinds whose rows somebody may change, by title."""
    models = [each for each in translated_models() if not _is_a_part(each)]
    kinds = [Kind(model, language) for model in models if may_translate(user, model)]
    return sorted(kinds, key=lambda kind: kind.title)


def may_translate(user, model: type[TranslatedRow]) -> bool:
    """Whoever may change a row may translate it."""
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def may_translate_any(user) -> bool:
    return any(may_translate(user, model) for model in translated_models())


def parts_of(model: type[TranslatedRow]) -> list[str]:
    """The names under which a row has rows that are translated with it."""
    return [
        relation.get_accessor_name()
        for relation in get_all_child_relations(model)
        if issubclass(relation.related_model, TranslatedRow)
    ]


def _is_a_part(model: type[TranslatedRow]) -> bool:
    """Whether its rows belong to others, with which they are translated."""
    keys = (each for each in model._meta.fields if isinstance(each, ParentalKey))
    return any(issubclass(key.related_model, TranslatedRow) for key in keys)


def pages(user, language: str) -> PageQuerySet:
    """Published pages in the clinic's own language that have no translation."""
    own = PagePermissionPolicy().instances_user_has_permission_for(user, "change")
    there = Page.objects.filter(
        locale__language_code=language, alias_of__isnull=True
    ).values("translation_key")
    pages = own.live().filter(locale__language_code=languages.default(), depth__gt=1)
    return pages.exclude(translation_key__in=there).order_by("path")
