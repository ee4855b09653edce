"""The records that pass between the rooms: what one document says, before it becomes a graph.

Every record has a `key`: an IRI relative to the base under which the data is published (see `ontology.iri`). Keys tie the
records together: `Mandate.holder` is the key of a `Body`. Offsets count Unicode code points of the document's text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

# The deontic types that make no body answerable, what it is only recommended or only said to do, and how little each says.
NOT_BINDING = {"recommended": 1, "reported": 2}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in the document: `text[start:end]` is the quote. `method` names the rule or reader that found it.

    `confidence` is the estimate of the rule's author; what is published is corrected by what was measured: see
    `ontology.confidence`.
    """

    start: int
    end: int
    method: str
    confidence: float = 1.0
    provision: str | None = None  # the article, point or paragraph of an act that the place cites, as printed


@dataclass(frozen=True, slots=True)
class Label:
    """A name or text in one language (`ky`, `kk`, `ru`, `en`)."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `text` is what the reader made of it; for a .txt file, the file decoded and unmodified."""

    key: str
    file_name: str
    sha256: str
    text: str
    language: str
    kind: str  # notation of the scheme 'document-kind'


@dataclass(frozen=True, slots=True)
class Body:
    """An actor. `names[0]` is the preferred name; a registered body carries only the names that the document uses."""

    key: str
    kind: str | None  # notation of the scheme 'body-kind'; None where nothing tells it
    jurisdiction: str | None
    names: tuple[Label, ...]
    mentions: tuple[Evidence, ...]
    aliases: tuple[Label, ...] = ()
    parent: str | None = None
    registered: bool = False


@dataclass(frozen=True, slots=True)
class Instrument:
    """An act or policy paper. `date` is ISO, `YYYY-MM-DD` or `YYYY` where only the year is printed."""

    key: str
    type: str  # notation of the scheme 'instrument-type'
    jurisdiction: str | None
    titles: tuple[Label, ...]
    mentions: tuple[Evidence, ...]
    aliases: tuple[Label, ...] = ()
    number: str | None = None
    date: str | None = None
    issuer: str | None = None  # key of a Body
    period_start: int | None = None
    period_end: int | None = None
    registered: bool = False
    funding: tuple[Allocation, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentLink:
    """How the instrument `source` bears on `target` (an Instrument; a Body for `creates`)."""

    key: str
    source: str
    target: str
    link_type: str  # notation of the scheme 'link-type'
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """Money: `amount` is the number as printed and `as_printed` the very string; their product with `scale` is the sum."""

    key: str
    amount: Decimal
    as_printed: str
    evidence: tuple[Evidence, ...]
    scale: int = 1
    currency: str | None = None
    year: int | None = None  # None: the total of all years
    source: str | None = None  # notation of the scheme 'budget-source'
    place: str | None = None
    part: str | None = None
    for_body: str | None = None  # key of a Body


@dataclass(frozen=True, slots=True)
class IndicatorValue:
    """A quantity that is not money: of an indicator, or of a measure (persons, units). Without a year it is the total."""

    key: str
    amount: Decimal
    as_printed: str
    year: int | None = None
    unit: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A goal or task that an instrument sets. `number` is as printed, without its dot."""

    key: str
    text: Label
    evidence: tuple[Evidence, ...]
    number: str | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """A duty stated in running text, or the words on a report that is due."""

    key: str
    text: Label
    evidence: tuple[Evidence, ...]
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """A line of an action plan. A number that is not printed but follows from its neighbours stands in `inferred_number`."""

    key: str
    text: Label
    evidence: tuple[Evidence, ...]
    number: str | None = None
    inferred_number: str | None = None
    part_of: str | None = None
    unit: str | None = None
    completion_form: str | None = None
    deadline: str | None = None
    due_by: tuple[str, ...] = ()  # ISO dates
    secret: bool = False
    funding: tuple[Allocation, ...] = ()
    values: tuple[IndicatorValue, ...] = ()
    funding_note: str | None = None
    budget_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """A target (`level` 'target') or result ('result') indicator with its values by year."""

    key: str
    text: Label
    evidence: tuple[Evidence, ...]
    level: str
    number: str | None = None
    part_of: str | None = None
    unit: str | None = None
    data_source: str | None = None
    values: tuple[IndicatorValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """The body `holder` has `role` towards `concerns` (any fact, instrument or body), given by `assigned_by`.

    What is recommended to the body is of the deontic type 'recommended'; an activity that the document only reports of it is
    of the type 'reported', given by nothing.
    """

    key: str
    holder: str
    role: str  # notation of the scheme 'role'
    concerns: str
    assigned_by: str | None
    evidence: tuple[Evidence, ...]
    deontic: str = "duty"  # notation of the scheme 'deontic'


@dataclass(frozen=True, slots=True)
class TopicAssignment:
    """The task, function, measure or indicator `about` is on the topic; the evidence are the terms that say so."""

    key: str
    about: str
    topic: str  # notation of the scheme 'topic'
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Words that were seen and could not be settled: kept and listed, never guessed."""

    kind: str  # 'body', 'instrument', 'cell', 'mandate', ...
    text: str
    reason: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one document.

    `own` are the keys of the instruments whose text the document is; `version_date` is the ISO date of which it says it is ('as
    amended on ...').
    """

    document: Document
    bodies: tuple[Body, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    links: tuple[InstrumentLink, ...] = ()
    tasks: tuple[Task, ...] = ()
    functions: tuple[Function, ...] = ()
    measures: tuple[Measure, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    mandates: tuple[Mandate, ...] = ()
    topics: tuple[TopicAssignment, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    own: tuple[str, ...] = ()
    version_date: str | None = None
