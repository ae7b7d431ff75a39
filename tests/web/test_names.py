"""Names as people have them pass; addresses and formulas do not."""

import pytest
from django.core.exceptions import ValidationError

from web.names import no_address

NAMES = [
    "Ana.Ru",
    "Li.Us Tanaka",
    "J.R. Smith",
    "St.John O’Neil",
    "Mary-Jane co/o Bell",
    "José Núñez",
    "李 小龙",
]
ADDRESSES = [
    "evil.co/x",
    "bit.ly/abc",
    "evil.com",
    "EVIL.COM",
    "http://evil",
    "www.evil.example",
    "me@example.com",
    "evil.ru?x=1",
    "=1+1",
    "＝1+1",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_with_dots_and_hyphens_is_accepted(name):
    no_address(name)


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_name_that_forms_a_link_or_formula_is_refused(name):
    with pytest.raises(ValidationError):
        no_address(name)
