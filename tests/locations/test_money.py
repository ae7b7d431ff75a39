"""Prices are typed in dollars and kept in cents."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.roles import Role
from booking.models import Treatment
from locations.money import PriceFormField
from tests import factories
from tests.admin_forms import edited
from tests.screens import fields


@pytest.mark.parametrize(
    ("typed", "cents"), [("165", 16500), ("72.50", 7250), ("72.5", 7250), ("0", 0)]
)
def test_dollars_become_cents(typed, cents):
    assert PriceFormField().clean(typed) == cents


@pytest.mark.parametrize("typed", ["72.505", "-1", "ten", "", "1e9"])
def test_what_is_no_price_is_refused(typed):
    with pytest.raises(ValidationError):
        PriceFormField(min_value=0).clean(typed)


@pytest.mark.parametrize(
    ("cents", "shown"), [(16500, "165"), (7250, "72.50"), (5, "0.05"), (0, "0")]
)
def test_cents_are_shown_as_dollars(cents, shown):
    assert PriceFormField().prepare_value(cents) == shown


@pytest.mark.parametrize(
    ("typed", "changed"), [("165", False), ("165.00", False), ("166", True), ("", True)]
)
def test_a_price_has_changed_when_its_cents_have(typed, changed):
    assert PriceFormField().has_changed(16500, typed) is changed


@pytest.mark.django_db
def test_an_owner_sees_and_types_dollars(sign_in):
    factories.clinic()
    treatment = Treatment.objects.get()
    owner = sign_in(factories.staff(Role.OWNER))
    address = reverse("treatment:edit", args=[treatment.pk])

    form = fields(owner.get(address), "main form[method=post i]")
    assert form["lengths-0-price_cents"] == "165"
    edited(owner, address, **{"lengths-0-price_cents": "172.50"})

    assert treatment.lengths.get().price_cents == 17250
