"""How allauth behaves here: staff only, no sign-up."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the owner in the admin, never by visitors."""

    def is_open_for_signup(self, request):
        return False
