"""The check of all sources, before either engine runs: every mistake at once, none later."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date

from jinja2 import TemplateSyntaxError, nodes

from macros import (
    MACROS,
    calls,
    checklists,
    config,
    emails,
    evidence,
    ids,
    links,
    packs,
    pages,
    phrases,
    worksheets,
)
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

# Names that both engines' templates know without our doing.
BUILT_IN = {"config", "page", "environment", "extra", "range", "dict", "lipsum", "loop"}
IDS = f"docs/{checklists.FOLDER}/{checklists.IDS}"
_MACROS = {macro.__name__: macro for macro in MACROS}
# A call that ends its line, behind plain text at most: no heading, table, code or other call.
_ALONE = re.compile(r"^\s*(?:[-*+]\s+|\d+\.\s+)?(?:[^|#`{}]*\s)?\{\{[^{}]*\}\}\s*$")
_CODE_SPAN = re.compile(r"(`+).*?\1")
_MERGE_MARK = re.compile(r"(<{7}|>{7})(\s|$)")
# What a macro is given first: what that is called, and which there are.
Known = Mapping[str, tuple[str, Collection[str]]]


def check(site: Config) -> list[Problem]:
    """Return every problem of the site's sources, in order of files and lines."""
    problems: list[Problem] = []
    found: list[Page] = []
    for path in pages.paths(site.docs):
        try:
            found.append(pages.read(site.docs, path))
        except SourceError as error:
            problems += error.problems
    entries, wrong = evidence.entries(site)
    keys = [entry.key for entry in entries]
    known: Known = {
        "email": ("email", emails.slugs(site.docs)),
        "checklist": ("checklist", checklists.slugs(site.docs)),
        **dict.fromkeys(evidence.MACROS, ("source", keys)),
    }
    problems += wrong
    paths = set(pages.paths(site.docs))
    for page in found:
        problems += _macros(page, known)
        problems += links.check(page, paths)
        problems += checklists.check(page)
        problems += worksheets.check(page)
        problems += _front_matter(page)
        problems += _merge_marks(page)
        if page.is_of(emails.FOLDER):
            problems += _email(page, site)
    problems += _ticks(found)
    problems += phrases.check(found)
    problems += links.leads(site, paths)
    problems += packs.check(site)
    problems += evidence.check(found)
    if not problems:
        problems += _ids(site)
        problems += evidence.uncited(found, entries)
    return sorted(set(problems))


def _ids(site: Config) -> list[Problem]:
    """Compare the ids of the sources with the committed list."""
    try:
        return ids.check(*ids.listed(site.docs), IDS)
    except SourceError as error:
        return error.problems


def advice(site: Config) -> list[Problem]:
    """Return what would be better in sources that have no problem; it stops no build."""
    found = [
        pages.read(site.docs, f"{emails.FOLDER}/{slug}.md") for slug in emails.slugs(site.docs)
    ]
    told = [problem for page in found for problem in emails.advice(page, site)]
    for path in pages.paths(site.docs):
        told += checklists.advice(pages.read(site.docs, path))
    told += ids.advice(*ids.listed(site.docs), IDS)
    return sorted(replace(problem, text=f"advice: {problem.text}") for problem in told)


def _ticks(found: list[Page]) -> Iterator[Problem]:
    """Report e-mails that would tick an item that is in no checklist's file."""
    lists = {
        page.slug: {name.partition("/")[2] for name in ids.names(page)}
        for page in found
        if page.is_of(checklists.FOLDER)
    }
    for page in found:
        slug, slash, item = str(page.meta.get("tick", "")).partition("/")
        if not slash or not page.is_of(emails.FOLDER):
            continue
        if slug not in lists:
            text = f'there is no checklist "{slug}".{nearest(slug, lists)}'
            yield page.meta_problem("tick", text)
        elif item not in lists[slug]:
            text = f'checklist {slug} has no item "{item}".{nearest(item, lists[slug])}'
            yield page.meta_problem("tick", text)


def _email(page: Page, site: Config) -> list[Problem]:
    """Return the problems of an e-mail's file."""
    try:
        emails.parse(page, site)
    except SourceError as error:
        return error.problems
    return []


def _front_matter(page: Page) -> Iterator[Problem]:
    """Report what every page must say of itself."""
    for key in ("title", "description"):
        if not page.meta.get(key):
            yield page.meta_problem(key, f"`{key}` is missing in the front matter.")
    if type(page.meta.get("reviewed", date.min)) is not date:
        yield page.meta_problem("reviewed", "`reviewed` must be a day, such as 2026-11-23.")
    # The theme's search leaves out what is no list, without a word.
    if type(page.meta.get("tags", [])) is not list:
        yield page.meta_problem("tags", "`tags` must be a list, such as [word, other].")


def _merge_marks(page: Page) -> Iterator[Problem]:
    """Report what a merge left for a person to decide: both versions would be printed."""
    for index, line in enumerate(page.lines):
        if _MERGE_MARK.match(line):
            yield page.problem(index, "a merge stopped here: keep one version, delete the marks.")


def _macros(page: Page, known: Known) -> list[Problem]:
    """Return the problems of a page's macro calls.

    Jinja parses the whole file, front matter included, so that its lines are the file's.
    """
    try:
        tree = calls.parse(page.source)
    except TemplateSyntaxError as error:
        return [Problem(page.where, error.lineno, f"Jinja cannot read this: {error.message}")]
    called = [
        call
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in _MACROS
    ]
    problems = list(_names(page, tree, [call.node for call in called]))
    places = {
        page.first_line + index: line
        for index, line in pages.outside_fences(page.lines)
        if "{{" in line
    }
    for node in called:
        call = calls.read(node)
        problems += list(_call(page, call, known)) or _place(page, call, places.get(call.line, ""))
    return problems


def _names(page: Page, tree: nodes.Template, called: list[nodes.Expr]) -> Iterator[Problem]:
    """Report names that mean nothing, and macros that are named without being ``called``."""
    names = list(tree.find_all(nodes.Name))
    # What the page itself sets: `{% set x = … %}`, `{% for x in … %}`.
    own = {name.name for name in names if name.ctx != "load"}
    for name in names:
        if name.name in _MACROS:
            if not any(name is other for other in called):
                yield Problem(page.where, name.lineno, calls.shape(_MACROS[name.name]))
        elif name.ctx == "load" and name.name not in own and name.name not in BUILT_IN:
            text = f"there is no macro `{name.name}`.{nearest(name.name, _MACROS)}"
            yield Problem(page.where, name.lineno, text)


def _call(page: Page, call: calls.Call, known: Known) -> Iterator[Problem]:
    """Report a call with wrong arguments, or with a slug or key that does not exist."""
    macro = _MACROS[call.name]
    values = calls.bound(macro, call)
    if values is None:
        texts = [calls.shape(macro)]
    elif call.name in known:
        (kind, there), (name, *_) = known[call.name], values.values()
        texts = (
            [] if name in there else [f'there is no {kind} "{name}".{nearest(str(name), there)}']
        )
    elif call.name in worksheets.MACROS:
        texts = list(worksheets.mistakes(call.name, values))
    else:
        texts = []
    for text in texts:
        yield Problem(page.where, call.line, text)


def _place(page: Page, call: calls.Call, line: str) -> Iterator[Problem]:
    """Report a call where it has no effect. ``line`` is empty within a fence."""
    if call.name == "cite":
        if pages.HEADING.match(line) or "cite" not in _CODE_SPAN.sub("", line):
            text = "cite() stands in a sentence, an item or a cell, not in a heading or code."
            yield Problem(page.where, call.line, text)
    elif not _ALONE.match(line):
        text = f"{call.name}() stands on a line of its own, not in a heading, a table or code."
        yield Problem(page.where, call.line, text)


def run() -> list[Problem]:
    """Check the site in the current folder and return advice. Raises SourceError."""
    site = config.load()
    if problems := check(site):
        raise SourceError(problems)
    return advice(site)


def main() -> int:
    """Print every problem and return 1, or print advice and return 0 when there is none."""
    try:
        for told in run():
            print(told, file=sys.stderr)
    except SourceError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' if count > 1 else ''} in the sources", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
