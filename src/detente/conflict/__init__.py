"""The graph model for conflict resolution: models, stability, paths, ways out, explanations and certificates.

Usable alone, from Python or by ``detente solve``. Definitions and sources stand in the docstrings of each file; an overview is in
``docs/method-conflict.md``.

Examples
--------
>>> from detente.conflict import Model, analyse, why
>>> model = Model.from_dict({
...     "name": "chicken", "status_quo": [],
...     "decision_makers": [
...         {"name": "Row", "options": ["row drives on"], "preferences": ["not (row-drives-on and col-drives-on)", "row-drives-on"]},
...         {"name": "Col", "options": ["col drives on"], "preferences": ["not (row-drives-on and col-drives-on)", "col-drives-on"]},
...     ],
... })
>>> [model.label(state) for state in analyse(model).equilibria("nash")]
['row drives on', 'col drives on']
>>> print(why(model, 0, "Row", "nash").sentence)
Row leaves "no option taken": it prefers to take "row drives on".
"""

from detente.conflict.analysis import Analysis, analyse
from detente.conflict.certificate import check, check_path, check_preferred
from detente.conflict.certificate_coalitions import check_coalition
from detente.conflict.certificate_tables import check_shortest, check_table
from detente.conflict.claims import Explanation, JointExplanation, JointMove, JointTemptation, Path, Step, Temptation
from detente.conflict.coalition_reasons import why_coalition
from detente.conflict.coalitions import COALITION_CONCEPTS, CoalitionAnalysis, analyse_coalitions
from detente.conflict.costs import Costs
from detente.conflict.edits import Change
from detente.conflict.explanation import reasons, why
from detente.conflict.files import parse_model, read_model
from detente.conflict.formats.export import export_model
from detente.conflict.levels import LevelOption, level_option
from detente.conflict.model import DecisionMaker, Model
from detente.conflict.options import Condition, ConditionKind, Direction, Held, Option, Provenance
from detente.conflict.paths import Destination, StatusQuoAnalysis, describe_path
from detente.conflict.picture import model_svg
from detente.conflict.preferences import Payoffs, Prioritization, Ranking, Statement
from detente.conflict.relations import Relations
from detente.conflict.robustness import Margin, Robustness, Standing, robustness, verdict_margin
from detente.conflict.sampling import Distribution, SampledStability, Share, sample_stability
from detente.conflict.settlement_claims import Danger, Settlement
from detente.conflict.settlements import Account, account_of
from detente.conflict.show import analysis_table, model_page, model_table
from detente.conflict.stability import CONCEPTS, FURTHER_CONCEPTS
from detente.conflict.targets import Target
from detente.conflict.ways_out import WayOut, WaysOut, certify, ways_out
from detente.conflict.writing import canonical_json, to_toml

__all__ = [
    "COALITION_CONCEPTS",
    "CONCEPTS",
    "FURTHER_CONCEPTS",
    "Account",
    "Analysis",
    "Change",
    "CoalitionAnalysis",
    "Condition",
    "ConditionKind",
    "Costs",
    "Danger",
    "DecisionMaker",
    "Destination",
    "Direction",
    "Distribution",
    "Explanation",
    "Held",
    "JointExplanation",
    "JointMove",
    "JointTemptation",
    "LevelOption",
    "Margin",
    "Model",
    "Option",
    "Path",
    "Payoffs",
    "Prioritization",
    "Provenance",
    "Ranking",
    "Relations",
    "Robustness",
    "SampledStability",
    "Settlement",
    "Share",
    "Standing",
    "Statement",
    "StatusQuoAnalysis",
    "Step",
    "Target",
    "Temptation",
    "WayOut",
    "WaysOut",
    "account_of",
    "analyse",
    "analyse_coalitions",
    "analysis_table",
    "canonical_json",
    "certify",
    "check",
    "check_coalition",
    "check_path",
    "check_preferred",
    "check_shortest",
    "check_table",
    "describe_path",
    "export_model",
    "level_option",
    "model_page",
    "model_svg",
    "model_table",
    "parse_model",
    "read_model",
    "reasons",
    "robustness",
    "sample_stability",
    "to_toml",
    "verdict_margin",
    "ways_out",
    "why",
    "why_coalition",
]
