"""The check of all sources, before either engine runs: every mistake at once, none later."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import replace

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros import MACROS, checklists, config, emails, ids, pages
from macros.config import Config
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

# Names that both engines' templates know without our doing.
BUILT_IN = {"config", "page", "environment", "extra", "range", "dict", "lipsum", "loop"}
_MACROS = {macro.__name__: macro for macro in MACROS}
# It only parses here; nothing is rendered.
_JINJA = Environment(autoescape=True)
# A call that ends its line, behind plain text at most: no heading, table, code or other call.
_ALONE = re.compile(r"^\s*(?:[-*+]\s+|\d+\.\s+)?(?:[^|#`{}]*\s)?\{\{[^{}]*\}\}\s*$")


def check(site: Config) -> list[Problem]:
    """Return every problem of the site's sources, in order of files and lines."""
    problems: list[Problem] = []
    found: list[Page] = []
    for path in pages.paths(site.docs):
        try:
            found.append(pages.read(site.docs, path))
        except SourceError as error:
            problems += error.problems
    calls = {
        "email": set(emails.slugs(site.docs)),
        "checklist": set(checklists.slugs(site.docs)),
    }
    for page in found:
        problems += _macros(page, calls)
        problems += checklists.check(page)
        problems += _front_matter(page)
        if page.is_of(emails.FOLDER):
            problems += _email(page, site)
    problems += _ticks(found)
    if not problems:
        where = f"docs/{checklists.FOLDER}/{checklists.IDS}"
        problems += ids.check(*ids.listed(site.docs), where)
    return sorted(set(problems))


def advice(site: Config) -> list[Problem]:
    """Return what would be better in sources that have no problem; it stops no build."""
    found = [
        pages.read(site.docs, f"{emails.FOLDER}/{slug}.md") for slug in emails.slugs(site.docs)
    ]
    told = [problem for page in found for problem in emails.advice(page, site)]
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


def _macros(page: Page, slugs: dict[str, set[str]]) -> list[Problem]:
    """Return the problems of a page's macro calls.

    Jinja parses the whole file, front matter included, so that its lines are the file's.
    """
    try:
        tree = _JINJA.parse(page.source)
    except TemplateSyntaxError as error:
        return [Problem(page.where, error.lineno, f"Jinja cannot read this: {error.message}")]
    calls = [
        (call, call.node)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in _MACROS
    ]
    problems = list(_names(page, tree, [called for _, called in calls]))
    # Lines where a call has effect.
    alone = {
        page.first_line + index
        for index, line in pages.outside_fences(page.lines)
        if "{{" in line and _ALONE.match(line)
    }
    for call, called in calls:
        problems += _call(page, call, called.name, slugs, call.lineno in alone)
    return problems


def _names(page: Page, tree: nodes.Template, called: list[nodes.Name]) -> Iterator[Problem]:
    """Report names that mean nothing, and macros that are named without being ``called``."""
    names = list(tree.find_all(nodes.Name))
    # What the page itself sets: `{% set x = … %}`, `{% for x in … %}`.
    own = {name.name for name in names if name.ctx != "load"}
    for name in names:
        if name.name in _MACROS:
            if not any(name is other for other in called):
                yield Problem(page.where, name.lineno, _shape(name.name))
        elif name.ctx == "load" and name.name not in own and name.name not in BUILT_IN:
            text = f"there is no macro `{name.name}`.{nearest(name.name, _MACROS)}"
            yield Problem(page.where, name.lineno, text)


def _call(
    page: Page, call: nodes.Call, name: str, slugs: dict[str, set[str]], alone: bool
) -> Iterator[Problem]:
    """Report a call with wrong arguments, with an unknown slug, or where it has no effect."""
    values = [arg.value if isinstance(arg, nodes.Const) else None for arg in call.args]
    if call.kwargs or len(values) != len(_arguments(name)):
        yield Problem(page.where, call.lineno, _shape(name))
    elif name in slugs and values[0] not in slugs[name]:
        text = f'there is no {name} "{values[0]}".{nearest(str(values[0]), slugs[name])}'
        yield Problem(page.where, call.lineno, text)
    elif not alone:
        text = f"{name}() stands on a line of its own, not in a heading, a table or code."
        yield Problem(page.where, call.lineno, text)


def _arguments(name: str) -> list[str]:
    """Return the names of a macro's arguments."""
    return list(inspect.signature(_MACROS[name]).parameters)


def _shape(name: str) -> str:
    """Say how a macro is called."""
    return f"write it {name}({', '.join(_arguments(name))})."


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
