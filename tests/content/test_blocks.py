"""Every block has a preview and a description for editors."""

import pytest

from accounts.roles import Role
from booking.models import WorkingHours
from content.blocks import StoryBlock
from tests import factories, pages
from tests.content import images
from tests.screens import texts

pytestmark = pytest.mark.django_db

BLOCKS = StoryBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_has_a_preview_and_a_description(name, sign_in):
    factories.clinic("Imani")
    images.picture()
    pages.exercise()
    pages.article()
    block = BLOCKS[name]

    assert block.is_previewable
    assert block.meta.description
    answer = sign_in(factories.staff(Role.EDITOR)).get(
        "/admin/block-preview/", {"id": block.definition_prefix}
    )
    assert answer.status_code == 200
    assert len(texts(answer, "main")) == 1


def test_the_openings_block_shows_the_phone_when_no_time_is_free(client):
    factories.clinic("Imani")
    WorkingHours.objects.all().delete()
    openings = ("openings", {"heading": "Times", "condition": None})
    article = pages.article(body=[openings])

    page = client.get(article.url)

    assert texts(page, ".openings p") == [
        "There is no free time in the coming weeks. See all treatments , or call us at "
        "(212) 555-0142 ."
    ]
