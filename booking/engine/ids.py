"""The kinds of ids that the engine works with; one is never meant for another.

Plain integers at run time: the primary keys of the rows that they name.
"""

from typing import NewType

TherapistId = NewType("TherapistId", int)
LocationId = NewType("LocationId", int)
RoomId = NewType("RoomId", int)
ResourceId = NewType("ResourceId", int)
