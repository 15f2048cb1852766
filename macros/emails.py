"""E-mails: messages written once, shown on a page of their own and inserted in others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from macros import channels, messages, pages
from macros import fields as gaps
from macros.blocks import Block, blocks
from macros.blocks import check as check_blocks
from macros.channels import CHANNELS
from macros.config import Config
from macros.fields import Field
from macros.messages import Message, Option, Piece
from macros.messages import plain as plain  # of an e-mail's message, beside `read`
from macros.pages import Page
from macros.problems import Problem, SourceError, nearest

FOLDER = "emails"
# The longest time after which a reminder can come, in days.
LATEST = 365

_SUBJECT = re.compile(r"^Subject:\s*(.*)$")
_TICK = re.compile(r"([^/\s]+)/([^/\s]+)")


@dataclass(frozen=True)
class Tone:
    """One wording of an e-mail.

    ``subject`` and ``message`` are pairs as ``fields.split`` makes them; between those of the
    message stand its optional sentences. ``fields`` are asked for in any case, in the order of
    the text. ``mailto`` and ``sms`` are the addresses that open the wording as it stands, where
    the channel is e-mail or a text message.
    """

    name: str
    slug: str
    subject: list[Piece]
    message: Message
    fields: list[Field] = field(default_factory=list)
    mailto: str = ""
    sms: str = ""

    @property
    def options(self) -> list[Option]:
        """The optional sentences."""
        return messages.options(self.message)

    @property
    def every_field(self) -> list[Field]:
        """The fields of the wording, those of its optional sentences last."""
        return self.fields + [field for option in self.options for field in option.fields]


@dataclass(frozen=True)
class Email:
    """An e-mail with its tones, each complete in itself.

    ``remind`` is the number of days after which a follow-up fits, 0 for none; ``tick`` is the
    key of the checklist item that sending it ticks; ``limits`` are the lengths to be watched.
    """

    slug: str
    title: str
    when: str
    channel: str
    tones: list[Tone]
    moment: str = ""
    situations: tuple[str, ...] = ()
    remind: int = 0
    tick: str = ""
    limits: tuple[int, ...] = ()


# The check, its advice and every page that inserts it ask for the same e-mail.
@lru_cache(maxsize=1024)
def parse(page: Page, site: Config) -> Email:
    """Read an e-mail from its page. Raises SourceError with every mistake of the file."""
    own, problems = _own_fields(page, site)
    problems += _front_matter(page, site)
    tones, wrong = _tones(page, {**site.fields, **own}, site)
    problems += wrong
    used = {field.name for tone in tones for field in tone.every_field}
    for name in own:
        if tones and name not in used:
            problems.append(page.meta_problem(name, f"field [{name}] is declared, but not used."))
    if problems:
        raise SourceError(problems)
    meta = page.meta
    channel = str(meta.get("channel", "email"))
    return Email(
        slug=page.slug,
        title=page.title,
        when=str(meta["when"]),
        channel=channel,
        tones=tones,
        moment=str(meta.get("moment", "")),
        situations=tuple(meta.get("situations") or ()),
        remind=int(meta.get("remind", 0)),
        tick="|".join(["tick", *meta["tick"].split("/")]) if "tick" in meta else "",
        limits=CHANNELS[channel].limits,
    )


def _own_fields(page: Page, site: Config) -> tuple[dict[str, Field], list[Problem]]:
    """Return the fields that a page declares, and what is wrong with them."""
    own, wrong = gaps.declared(page.meta.get("fields"), owner=page.slug)
    problems = [page.meta_problem(key, text) for key, text in wrong]
    for name in sorted(set(own) & set(site.fields)):
        problems.append(page.meta_problem(name, f"[{name}] is a shared field already."))
    return own, problems


def _front_matter(page: Page, site: Config) -> Iterator[Problem]:
    """Report what an e-mail's page says of itself and cannot mean."""
    meta = page.meta
    for key in ("title", "when", "moment"):
        if not meta.get(key):
            yield page.meta_problem("title", f"`{key}` is missing in the front matter.")
    channel = str(meta.get("channel", "email"))
    if channel not in CHANNELS:
        text = f"unknown channel {channel}; one of {', '.join(CHANNELS)}."
        yield page.meta_problem("channel", text + nearest(channel, CHANNELS))
    if meta.get("moment") and meta["moment"] not in site.moments:
        yield page.meta_problem("moment", _unknown("moment", meta["moment"], site.moments))
    situations = meta.get("situations") or []
    if not isinstance(situations, list):
        yield page.meta_problem("situations", "`situations` must be a list of texts.")
        situations = []
    for name in situations:
        if name not in site.situations:
            yield page.meta_problem("situations", _unknown("situation", name, site.situations))
    remind = meta.get("remind", 1)
    if type(remind) is not int or not 1 <= remind <= LATEST:
        text = f"`remind` is a whole number of days, 1 to {LATEST}; leave it out for none."
        yield page.meta_problem("remind", text)
    if "tick" in meta and not _TICK.fullmatch(str(meta["tick"])):
        yield page.meta_problem("tick", "write `tick: checklist/item`, with the item's id.")
    if meta.get("questions", "many") != "many":
        text = "`questions` knows `many` alone; leave it out where one question is meant."
        yield page.meta_problem("questions", text)


def _unknown(kind: str, name: object, known: tuple[str, ...]) -> str:
    """Say that a name is none of those listed in mkdocs.yml."""
    listed = f" They are listed in mkdocs.yml, extra.{kind}s."
    return f'unknown {kind} "{name}".{nearest(str(name), known)}{listed}'


def _tones(
    page: Page, known: Mapping[str, Field], site: Config
) -> tuple[list[Tone], list[Problem]]:
    """Return the wordings of a page, and what is wrong with them. ``known`` are its fields."""
    found = blocks(page.lines)
    problems = check_blocks(page, found)
    tones: list[Tone] = []
    for block in found:
        name = block.tone or next(iter(site.tones), "")
        problems += _tone_name(page, block, name, [tone.name for tone in tones], site)
        problems += _unknown_fields(page, block, known)
        tone, wrong = _tone(page, block, name, known, site)
        problems += wrong
        tones.append(tone)
    return tones, problems


def _tone_name(
    page: Page, block: Block, name: str, before: list[str], site: Config
) -> Iterator[Problem]:
    """Report a tone that is not listed, or that stands in the page twice."""
    if block.tone and block.tone not in site.tones:
        text = f'unknown tone "{block.tone}".{nearest(block.tone, site.tones)}'
        yield page.problem(block.start, text + " Tones are listed in mkdocs.yml, extra.tones.")
    if name in before:
        yield page.problem(block.start, f'tone "{name}" stands here twice.')


def _unknown_fields(page: Page, block: Block, known: Mapping[str, Field]) -> Iterator[Problem]:
    """Report each ``[gap]`` of a message that is not declared."""
    advice = (
        " Fields are declared in mkdocs.yml under extra.fields,"
        " or in this file's front matter under fields."
    )
    for index, line in enumerate(block.text, start=block.first):
        for name, _ in gaps.split(line):
            if name and name not in known:
                text = f"unknown field [{name}].{nearest(name, known, '[{}]')}{advice}"
                yield page.problem(index, text)


def _subject(block: Block) -> tuple[str | None, int]:
    """Return a block's subject, if it has one, and the index of the first line after it."""
    match = _SUBJECT.match(block.text[0]) if block.text else None
    return (match.group(1).strip(), 1) if match else (None, 0)


def _tone(
    page: Page, block: Block, name: str, known: Mapping[str, Field], site: Config
) -> tuple[Tone, list[Problem]]:
    """Read one block: subject line first where the channel has one, then the message."""
    channel = str(page.meta.get("channel", "email"))
    subject, start = _subject(block)
    source = "\n".join(block.text[start:]).strip("\n")
    message = messages.split(source, site.optional)
    title = gaps.split(subject or "")
    asked = {**messages.names(title), **messages.names(message)}
    message = messages.with_fields(message, known, set(asked))
    tone = Tone(
        name=name,
        slug=_slug(name),
        subject=title,
        message=message,
        fields=[known[name] for name in asked if name in known],
        mailto=messages.mailto(subject or "", plain(message, False)) if channel == "email" else "",
        sms=messages.sms(plain(message, False)) if channel == "text" else "",
    )
    problems = [*_subject_problems(page, block, site), *_message_problems(page, block, tone, site)]
    return tone, problems


def _subject_problems(page: Page, block: Block, site: Config) -> Iterator[Problem]:
    """Report a subject that is missing, or that the channel does not have."""
    channel = CHANNELS.get(str(page.meta.get("channel", "email")), CHANNELS["email"])
    subject, _ = _subject(block)
    if channel.has_subject and not subject:
        yield page.problem(block.first, "the first line must be `Subject: …`.")
    elif subject is not None and not channel.has_subject:
        yield page.problem(block.first, "this channel has no subject.")
    if text := messages.check_subject(subject or "", site.optional):
        yield page.problem(block.first, text)


def _message_problems(page: Page, block: Block, tone: Tone, site: Config) -> Iterator[Problem]:
    """Report a message that is empty or too long, and optional sentences written wrong."""
    channel = CHANNELS.get(str(page.meta.get("channel", "email")), CHANNELS["email"])
    text = plain(tone.message, False)
    if not text.strip():
        yield page.problem(block.first, "the message is empty.")
    if mistake := channels.mistake(channel, text):
        yield page.problem(_first_line(block), mistake)
    _, start = _subject(block)
    for index, line in enumerate(block.text[start:], start=block.first + start):
        if wrong := messages.check(line, site.optional):
            yield page.problem(index, wrong)


def _first_line(block: Block) -> int:
    """Return the index in the page of the first line of a block's message."""
    _, start = _subject(block)
    written = (i for i, line in enumerate(block.text[start:], start) if line)
    return block.first + next(written, start)


def advice(page: Page, site: Config) -> Iterator[Problem]:
    """Tell what would be better in an e-mail without mistakes. It does not stop a build."""
    email = parse(page, site)
    channel = CHANNELS[email.channel]
    for block, tone in zip(blocks(page.lines), email.tones, strict=True):
        for text in channels.subject_advice(channel, "".join(word for _, word in tone.subject)):
            yield page.problem(block.first, text)
        for text in channels.advice(channel, plain(tone.message, False)):
            yield page.problem(_first_line(block), text)
        count = plain(tone.message, True).count("?")
        if count > 1 and "questions" not in page.meta:
            text = f"the message asks {count} questions; one is easier to answer."
            yield page.problem(_first_line(block), text + " Meant so? `questions: many`.")


def _slug(name: str) -> str:
    """Return the form of a tone's name that stands in attributes and stored keys."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def slugs(docs: Path) -> list[str]:
    """List the e-mails there are: every file of the folder but its index."""
    return pages.slugs(docs, FOLDER)


def read(site: Config, slug: str) -> Email:
    """Read the e-mail ``slug`` from its file. Raises SourceError, for an unknown slug too."""
    path = f"{FOLDER}/{slug}.md"
    if not (site.docs / path).is_file():
        text = f'there is no e-mail "{slug}".{nearest(slug, slugs(site.docs))}'
        raise SourceError([Problem(f"docs/{path}", 1, text)])
    return parse(pages.read(site.docs, path), site)


def read_all(site: Config) -> list[Email]:
    """Read every e-mail, in the order of the moments, then of their titles."""
    found = [read(site, slug) for slug in slugs(site.docs)]
    return sorted(found, key=lambda email: (site.moments.index(email.moment), email.title))
