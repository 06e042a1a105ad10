"""A piece of a body that can break, as a body of its own: derived from the document, never written into one."""

from setpiece.world.document import Body


class Shard(Body):
    """Piece number ``piece`` of the body ``whole``; all else is the whole's, and so is its frame.

    Until it comes loose it stands where the whole does; ``mass`` is its share of the whole's.
    """

    id: str
    whole: str
    piece: int
