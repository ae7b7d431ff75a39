"""The ids the engine works with, one type each so that they cannot be mixed up.

At run time they are plain integers: the primary keys of the rows they name.
"""

from typing import NewType

TherapistId = NewType("TherapistId", int)
LocationId = NewType("LocationId", int)
RoomId = NewType("RoomId", int)
ResourceId = NewType("ResourceId", int)
