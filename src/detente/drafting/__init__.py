"""A conflict model drafted from what was reported, every part with its evidence or marked as assumed.

Events and proposals of the readings are grouped into courses of action (``data/courses.tsv``); from these follow the decision makers'
options, the status quo and the ordered statements of preference. The method is described in ``docs/method-drafting.md``.
"""

from detente.drafting.accounts import Comparison, Contrast, compare_accounts
from detente.drafting.draft import Draft, draft_model
from detente.drafting.kept import Redraft, draft_into
from detente.drafting.makers import Bystander
from detente.drafting.merging import Difference, Merge, merge_models
from detente.drafting.preferences import Question
from detente.drafting.questions import Questions, RankedQuestion, rank_questions

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
]
