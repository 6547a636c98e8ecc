"""From a document to records: who acts, when, who says what, who did what to whom, with status and voice.

`reader.py` runs the stages in order; each stage is a module or folder of its own; what the stages know lies in ``lexicon/``.
"""
