"""The website finds its first home page by itself, and cannot be lost."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, Site

from accounts.roles import Role
from content import site_root
from content.models import HomePage, TextPage
from tests import factories
from tests.screens import heading, text, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree():
    return Page.objects.get(depth=1)


def a_home_page(tree, slug="ours"):
    home = HomePage(title="Ours", slug=slug, headline="Come in", introduction="Hello.")
    return tree.add_child(instance=home)


@pytest.fixture
def home(tree):
    return a_home_page(tree)


@pytest.fixture
def owner(sign_in):
    return sign_in(factories.staff(Role.OWNER))


def test_before_its_first_home_page_the_site_says_that_it_is_being_prepared(client):
    factories.clinic()

    page = client.get("/")

    assert page.status_code == 200
    assert heading(page) == "Kestrel Row"
    assert text(page, "main .lead").startswith("This website is being prepared.")


def test_the_first_home_page_is_shown_at_the_root(client, tree):
    factories.clinic()

    home = a_home_page(tree, slug="home-2")

    assert Site.objects.get().root_page.specific == home
    assert list(tree.get_children()) == [Page.objects.get(pk=home.pk)]
    assert heading(client.get("/")) == "Come in"
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_of_the_first_home_page_leaves_the_site_until_it_is_published(tree):
    draft = HomePage(
        title="Ours", slug="ours", headline="Come in", introduction="Hi.", live=False
    )
    home = tree.add_child(instance=draft)
    assert Site.objects.get().root_page.specific_class is Page

    home.save_revision().publish()

    assert Site.objects.get().root_page.specific == home


def test_a_second_home_page_leaves_the_site_where_it_is(tree, home):
    a_home_page(tree, slug="other")

    assert Site.objects.get().root_page.specific == home


def test_a_bare_page_with_pages_below_it_is_kept(tree):
    bare = tree.get_children().get()
    bare.add_child(instance=TextPage(title="Privacy", slug="privacy"))

    a_home_page(tree)

    assert Page.objects.filter(slug="privacy").exists()


@pytest.mark.parametrize("of", ["the home page", "the tree", "the site"])
def test_no_deletion_takes_the_site_with_it(tree, home, of):
    doomed = {"the home page": home, "the tree": tree, "the site": Site.objects.get()}

    refused = pytest.raises(ProtectedError, match="The website stands on this page")
    with refused, transaction.atomic():
        doomed[of].delete()

    assert Site.objects.get().root_page.specific == home


@pytest.mark.parametrize("action", ["delete", "unpublish", "move/1/confirm"])
def test_an_owner_is_told_why_the_home_page_stays(owner, home, action):
    page = owner.post(f"/admin/pages/{home.pk}/{action}/", follow=True)

    assert texts(page, ".messages li") == [site_root.REASON]
    home.refresh_from_db()
    assert home.live


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_nor_does_it_go_among_many(owner, home, action):
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={home.pk}"

    page = owner.post(address, follow=True)

    assert texts(page, ".messages li") == [site_root.REASON]
    home.refresh_from_db()
    assert home.live


def test_another_page_is_deleted_as_ever(owner, home):
    other = home.add_child(instance=TextPage(title="Old news", slug="old"))

    owner.post(f"/admin/pages/{other.pk}/delete/")

    assert not Page.objects.filter(pk=other.pk).exists()
