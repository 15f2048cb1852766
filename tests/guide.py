"""A guide of a few files, of which each test writes what it is about, and its pages as HTML."""

from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import yaml
from markdown import Markdown

from macros import check, config
from tests import markup

ROOT = Path(__file__).parent.parent
EXTENSIONS = [
    "admonition",
    "attr_list",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.superfences",
    "pymdownx.tabbed",
]
FIELDS = {"your name": {"label": "Your name", "autocomplete": "name"}, "host": {"label": "Host"}}
EXTRA = {
    "tones": ["Warm", "Brief"],
    "moments": ["Arriving", "Leaving"],
    "situations": ["By train", "On foot"],
    "topics": ["Boxes", "Doors"],
    "fields": FIELDS,
}


class Guide:
    def __init__(self, root: Path):
        self.root = root
        self.configure()
        self.write("docs/index.md", page("Home"))

    def configure(self, **extra):
        """Write mkdocs.yml, with the words that the real one puts on buttons."""
        extra = {**EXTRA, **extra}
        extra["labels"] = dict(config.load(ROOT).labels)
        raw = {"theme": {"custom_dir": str(ROOT / "overrides")}, "extra": extra}
        self.write("mkdocs.yml", yaml.safe_dump(raw, sort_keys=False))

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(dedent(text).encode())
        return file

    @property
    def site(self):
        return config.load()

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    def problems(self) -> list[str]:
        return [str(problem) for problem in check.check(self.site)]

    def html(self, text: str, path: str = "page.md") -> str:
        """Render a page as MkDocs does: it hands the page's file to a processor `relpath`."""
        md = Markdown(
            extensions=[*EXTENSIONS, "macros.extension"],
            extension_configs={"pymdownx.tabbed": {"alternate_style": True}},
        )
        relpath = SimpleNamespace(file=SimpleNamespace(src_uri=path), run=lambda root: None)
        md.treeprocessors.register(relpath, "relpath", 0)
        return md.convert(dedent(text))

    def render(self, text: str, path: str = "page.md") -> markup.Element:
        return markup.parse(self.html(text, path))


def page(title: str, body: str = "", **meta: str) -> str:
    """A source file that says of itself what every page must."""
    meta = {"title": title, "description": f"About {title}.", **meta}
    lines = "".join(f"{key}: {value}\n" for key, value in meta.items())
    return f"---\n{lines}---\n# {title}\n\n{body}"


def email_page(title: str, body: str, **meta: str) -> str:
    """The source file of an e-mail, which must say two things more."""
    return page(title, body, when="Today", **{"moment": "Arriving", **meta})


HELLO = """\
Two ways.

=== "Warm"

    ```email
    Subject: Hello [host]

    Dear [host],

    good morning & "welcome" <b>home</b>.
      Indented, <script>alert(1)</script>

    [your name]
    ```

=== "Brief"

    ```email
    Subject: Hi

    Hi [host]!
    ```

After the tones.
"""
TEA = """\
Before the list.

- [ ] Boil [water](../index.md) {: #boil }
- [ ] Pour *it* {: #pour }

After the list.
"""
