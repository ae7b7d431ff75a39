"""References, techniques and conditions of the demo clinic."""

from care.models import Condition, Reference, Technique
from clinic.management.demo.files import read


def load():
    for row in read("references")["reference"]:
        Reference.objects.update_or_create(key=row.pop("key"), defaults=row)
    for row in read("techniques")["technique"]:
        references = row.pop("references")
        technique, _ = Technique.objects.update_or_create(
            slug=row.pop("slug"), defaults=row
        )
        technique.references.set(Reference.objects.filter(key__in=references))
    for row in read("conditions")["condition"]:
        Condition.objects.update_or_create(slug=row.pop("slug"), defaults=row)
