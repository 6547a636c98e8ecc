"""A conflict model drafted from what was reported, every part with its evidence or marked as assumed.

Events and proposals of the readings are grouped into courses of action (``data/courses.tsv``); from these follow the decision makers'
options, the status quo and the ordered statements of preference. The method is described in ``docs/method-drafting.md``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.drafting.accounts import Comparison, Contrast, compare_accounts
    from detente.drafting.bystanders import Bystander
    from detente.drafting.draft import Draft, draft_model
    from detente.drafting.kept import Redraft, draft_into
    from detente.drafting.merge_tables import Difference
    from detente.drafting.merging import Merge, merge_models
    from detente.drafting.preferences import Question
    from detente.drafting.questions import Questions, RankedQuestion, rank_questions
    from detente.drafting.strife import strife_in

__all__ = [
    "Bystander",
    "Comparison",
    "Contrast",
    "Difference",
    "Draft",
    "Merge",
    "Question",
    "Questions",
    "RankedQuestion",
    "Redraft",
    "compare_accounts",
    "draft_into",
    "draft_model",
    "merge_models",
    "rank_questions",
    "strife_in",
]

#: Which module each name comes from. They are imported when they are asked for: who only asks about a model needs nothing that reads texts.
_HOMES = {
    "Bystander": "bystanders",
    "Comparison": "accounts",
    "Contrast": "accounts",
    "Difference": "merge_tables",
    "Draft": "draft",
    "Merge": "merging",
    "Question": "preferences",
    "Questions": "questions",
    "RankedQuestion": "questions",
    "Redraft": "kept",
    "compare_accounts": "accounts",
    "draft_into": "kept",
    "draft_model": "draft",
    "merge_models": "merging",
    "rank_questions": "questions",
    "strife_in": "strife",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for.

    Raises
    ------
    AttributeError
        If the package has no such name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
