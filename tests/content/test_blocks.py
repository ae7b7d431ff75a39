"""Every block shows itself to editors before they choose it."""

import pytest

from accounts.roles import Role
from booking.models import WorkingHours
from content.blocks import StoryBlock
from tests import factories, pages
from tests.content import images

pytestmark = pytest.mark.django_db

BLOCKS = StoryBlock().child_blocks


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_has_a_preview_and_a_description(name, sign_in):
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
    assert "<main" in answer.text


def test_without_free_times_the_block_gives_the_number_to_call(client):
    factories.clinic("Imani")
    WorkingHours.objects.all().delete()
    openings = ("openings", {"heading": "Times", "condition": None})
    article = pages.article(body=[openings])

    page = client.get(article.url).text

    assert "no free time" in page
    assert page.count("(212) 555-0142</a>.") == 1
