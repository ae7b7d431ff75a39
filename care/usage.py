"""Find where a vocabulary row is used: fields, lists of rows, and blocks of pages."""

from wagtail.models import ReferenceIndex


def used_by(row) -> list[str]:
    """What refers to a row, in words; empty when it may be deleted.

    Wagtail's reference index knows foreign keys and blocks; only the database knows
    lists of rows. Rows of the same model (related muscles) do not count.
    """
    found = [str(group[0]) for group in ReferenceIndex.get_grouped_references_to(row)]
    for relation in row._meta.related_objects:
        if relation.many_to_many and relation.related_model is not type(row):
            users = relation.related_model._default_manager
            found += map(str, users.filter(**{relation.field.name: row})[:5])
    return sorted(set(found))
