"""The only writers of clients, their consents, codes and care teams."""

from clients.services.care import join_care_team, leave_care_team
from clients.services.codes import (
    letter_of,
    newest_of,
    send_code,
    use_code,
    use_letter,
)
from clients.services.consents import agrees, note_consent
from clients.services.people import (
    add,
    candidates,
    change_address,
    confirm_address,
    head_of,
    join,
    part,
    people_of,
    prove,
    same_person,
    update_contact,
    vouch,
)

__all__ = [
    "add",
    "agrees",
    "candidates",
    "change_address",
    "confirm_address",
    "head_of",
    "join",
    "join_care_team",
    "leave_care_team",
    "letter_of",
    "newest_of",
    "note_consent",
    "part",
    "people_of",
    "prove",
    "same_person",
    "send_code",
    "update_contact",
    "use_code",
    "use_letter",
    "vouch",
]
