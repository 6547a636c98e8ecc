"""The brief as Markdown: the page's contents without pictures, for those who edit, print or mail plain text."""

from __future__ import annotations

import re

from markupsafe import Markup

from detente.brief.contents import Contents
from detente.brief.page import Shown, environment_of, filled
from detente.tables import TRICKS

#: What means something in Markdown wherever it stands, in the common dialects: code, emphasis, links, HTML, tables, strikes, mathematics.
_ACTIVE = re.compile(r"([\\`*_\[\]<>|~$&{}])")
#: What means something at the beginning of a line: headings, lists, rules.
_BEGINS = re.compile(r"^([#+=-]|\d+(?=[.)](?:\s|$)))")
#: Colons that begin an address or end an abbreviation for a picture, and the dot of "www.": some readers make links of bare addresses.
_ADDRESS = re.compile(r":(?=\S)|(?<=www)\.", re.IGNORECASE)


def inert(text: object) -> Markup:
    r"""Write a text so that Markdown shows it as it is: on one line, with nothing in it taken for markup, a link or HTML.

    Examples
    --------
    >>> print(inert("# [click](http://example.org) <b>now</b>"))
    \# \[click\](http\://example.org) \<b\>now\</b\>
    """
    if isinstance(text, Markup):
        return text
    line = TRICKS.sub("\ufffd", " ".join(str(text).split()))
    line = _ACTIVE.sub(r"\\\1", line)
    line = _ADDRESS.sub(lambda found: f"\\{found[0]}", line)
    line = _BEGINS.sub(lambda found: f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}", line)
    return Markup(line.replace("@", "@\u2060"))  # no backslash keeps a reader from making a link of an address of electronic mail


def markdown_of(contents: Contents) -> str:
    """Write a brief as Markdown.

    It has what the page has, with tables in place of pictures. Nothing that comes from documents is markup in it.

    Parameters
    ----------
    contents
        What `gather` gathered.

    Returns
    -------
    str
        Markdown; the same contents give the same bytes.
    """
    environment = environment_of(inert)
    shown = Shown(contents)
    environment.tests["in_brief"] = lambda item: shown.link(item) is not None
    numbers = {reading.document.id: place for place, reading in enumerate(contents.readings, start=1)}
    text = filled(environment, "brief.md", contents, shown, number=numbers)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
