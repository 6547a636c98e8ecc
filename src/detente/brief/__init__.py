"""What an analyst hands on: one self-contained page and its JSON twin, in which every number opens its evidence.

`contents.py` gathers what a brief holds, `bundle.py` writes the JSON twin, `page.py` the page and `markdown.py` its Markdown form;
`compare.py` says what changed from one brief to another. `passages.py` cuts documents for highlighting, `wording.py` says records in plain
words, ``templates/`` holds the skeletons and the style. Only this package knows templates.
"""

from detente.brief.bundle import bundle_of
from detente.brief.contents import Contents, gather
from detente.brief.markdown import markdown_of
from detente.brief.page import page_of
from detente.brief.summary import summary_of

__all__ = ["Contents", "bundle_of", "gather", "markdown_of", "page_of", "summary_of"]
