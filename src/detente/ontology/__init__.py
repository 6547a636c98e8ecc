"""PLOVER and CAMEO as data: event types, modes, contexts, sectors, scores, and conversions both ways.

The tables in ``data/`` can be read and edited; they are checked when they are loaded. PLOVER is the work of the Open Event Data
Alliance (CC BY-SA 4.0); CAMEO that of Philip A. Schrodt, Deborah J. Gerner and Ömür Yilmaz; the conflict-cooperation scale is
Goldstein's (1992), as extended to CAMEO codes.

Examples
--------
>>> quad_of("THREATEN"), score_of("ASSAULT", "drone"), cameo_of("CONSULT", "visit")
(3, -9.5, '042')
>>> plover_of("0841")
('RETREAT', 'release')
"""

from detente.ontology.cameo import CAMEO, CameoCode, cameo_of, cameo_root_of, goldstein_of, plover_of
from detente.ontology.plover import (
    ARMED_SECTORS,
    CONTEXTS,
    DISAGREEMENTS,
    EVENT_TYPES,
    MODES,
    QUADS,
    SECTORS,
    STATE_SECTORS,
    Disagreement,
    EventType,
    Mode,
    is_conflict,
    is_deed,
    modes_of,
    quad_of,
    score_of,
)

__all__ = [
    "ARMED_SECTORS", "CAMEO", "CONTEXTS", "DISAGREEMENTS", "EVENT_TYPES", "MODES", "QUADS", "SECTORS", "STATE_SECTORS", "CameoCode",
    "Disagreement", "EventType", "Mode", "cameo_of", "cameo_root_of", "goldstein_of", "is_conflict", "is_deed", "modes_of", "plover_of",
    "quad_of", "score_of",
]  # fmt: skip
