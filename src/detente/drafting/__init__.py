"""A conflict model drafted from what was reported, every part with its evidence or marked as assumed.

Events and proposals of the readings are grouped into courses of action (``data/courses.tsv``); from these follow the decision makers'
options, the status quo and the ordered statements of preference. The method is described in ``docs/method-drafting.md``.
"""

from detente.drafting.draft import Draft, draft_model
from detente.drafting.makers import Bystander
from detente.drafting.preferences import Question
from detente.drafting.questions import Questions, RankedQuestion, rank_questions

__all__ = ["Bystander", "Draft", "Question", "Questions", "RankedQuestion", "draft_model", "rank_questions"]
