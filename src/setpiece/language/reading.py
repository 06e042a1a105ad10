"""The state of one reading: the clause being read, what was mentioned, and what waits for the next words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from setpiece.language.chunks import Chunk
from setpiece.language.figures import Figure
from setpiece.language.phrases import NounPhrase
from setpiece.language.sheet import Draft, Sheet
from setpiece.language.vocabulary import Lexicon, Sense

PARTS = {"subject": 0, "object": 1}  # in a clause, of those who are named in it


@dataclass(frozen=True)
class Referent:
    """What a noun phrase speaks of.

    ``kind``: entities, ground, place, setting, stuff (a material), hand, reciprocal, deferred (its noun follows
    after "of") or unknown. ``count``: how many of a group or of a thing's parts.
    """

    kind: str
    ids: tuple[str, ...] = ()
    count: int | None = None
    material: str = ""


@dataclass
class Reading:
    """Mutable while one prompt is read; ``at`` is the index of the chunk under the eye."""

    sheet: Sheet
    chunks: list[Chunk]
    known: Lexicon
    at: int = 0

    subject: list[str] = field(default_factory=list)  # of this clause, or inherited from the one before
    subject_open: bool = False  # further nouns join the subject
    subject_unknown: bool = False
    subject_count: int | None = None
    subject_member: str = ""  # "one" or "other" of a group
    subject_start: int | None = None  # first lexeme of the subject, while its verb is awaited
    main: list[str] = field(default_factory=list)  # subject of the clause before
    last: list[str] = field(default_factory=list)  # entities of the noun phrase just read
    role: str = ""  # what that phrase was: subject, object, place
    mentions: list[str] = field(default_factory=list)
    clause: list[tuple[str, str]] = field(default_factory=list)  # who was named in this clause, and as what
    clauses: list[list[tuple[str, str]]] = field(default_factory=list)  # the same of those before
    plural: list[str] = field(default_factory=list)  # what "they" means

    verb: list[Draft] = field(default_factory=list)
    verb_sense: Sense = field(default_factory=dict)
    verb_chunk: Chunk | None = None
    motion: tuple[list[Draft], Sense, list[str]] | None = None  # the last that moved in this sentence, and who
    passive: bool = False
    waiting: Chunk | None = None  # a verb whose subject will be its object: "drop a ball"
    has_object: bool = False
    part: tuple[str, Sense] | None = None  # whose part is spoken of, and which: "the handle of the cup is red"
    dressing: str | None = None  # whose parts were named last: "in a red shirt and blue jeans"
    whole: str | None = None  # what a part was named of
    lit: list[Draft] = field(default_factory=list)  # relations of light that wait for wall, mirror or whose it is
    relation: Draft | None = None  # the last one, for "between a and b"

    skip: int = -1  # chunks up to this index are read already
    listing: tuple[str, str, int] | None = (
        None  # relation, of what, and how many nouns follow: "objects on it, including"
    )
    beam: str | None = None  # whose light is the subject
    weather: bool = False  # wind, rain or sunlight is the subject
    prep: Chunk | None = None
    conj: Chunk | None = None
    comma: bool = False
    aux: set[str] = field(default_factory=set)
    negation: int | None = None
    deferred: NounPhrase | None = None
    deferred_role: str = ""
    dimension: Chunk | None = None
    comparing: tuple[Chunk, tuple[str, ...]] | None = None  # "twice as heavy as", and who is
    distance: Figure | None = None
    adverbs: list[Chunk] = field(default_factory=list)  # before their verb
    fronted: list[tuple[Chunk, tuple[str, ...], Figure | None]] = field(default_factory=list)  # "on a table stands ..."
    link: Draft | None = None  # the next happening follows this one
    follows: Draft | None = None  # "... and it falls": what a verb that ends something follows
    link_word: int | None = None
    leading: str = ""  # reverse, "after it falls, ...": the next clause follows; sequence, "before ...": it precedes
    trailing: list[Draft] = field(default_factory=list)  # "it stops after ...": these follow the next clause

    camera: bool = False
    move: Draft | None = None
    shot: bool = False

    def peek(self, n: int = 1) -> Chunk | None:
        """Return the chunk ``n`` further on, or None."""
        i = self.at + n
        return self.chunks[i] if 0 <= i < len(self.chunks) else None

    def mention(self, ids: Iterable[str], role: str) -> None:
        """Remember what a noun phrase spoke of."""
        self.last = list(ids)
        self.role = role
        self.mentions += self.last
        self.clause += [(id_, role) for id_ in self.last]

    def salient(self) -> list[str]:
        """Return who "it" may mean, the likeliest first: by clauses from the last one back, and in each by part.

        The subject comes before the object, and that before all others (Grosz, Joshi and Weinstein 1995, centering).
        """
        told = [self.clause, *reversed(self.clauses)]
        ranked = (sorted(clause, key=lambda named: PARTS.get(named[1], len(PARTS))) for clause in told)
        return list(dict.fromkeys(id_ for clause in ranked for id_, _ in clause))

    def end_clause(self) -> None:
        """Close the clause. Its subject goes on acting unless a new one is named."""
        if self.subject:
            self.main = list(self.subject)
        if self.clause:
            self.clauses.append(self.clause)
            self.clause = []
        self.verb, self.verb_sense, self.verb_chunk = [], {}, None
        self.subject_open = self.passive = self.has_object = self.subject_unknown = False
        self.subject_start, self.subject_count, self.subject_member = None, None, ""
        self.prep = self.conj = self.dimension = self.distance = self.relation = None
        self.waiting = self.negation = self.part = self.dressing = None
        self.lit = []
        self.beam = None
        self.aux = set()
        self.role = ""
        self.weather = False

    def end_sentence(self) -> None:
        """Close the sentence: nothing waits any longer, the camera is not spoken of."""
        self.end_clause()
        self.camera = self.shot = self.comma = False
        self.leading = ""
        self.listing = None
        self.move = self.deferred = self.link = self.motion = None
        self.adverbs, self.trailing, self.fronted = [], [], []
