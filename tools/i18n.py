"""Gettext catalogues without gettext's own programs: collect the texts, fill in translations, check.

python -m tools.i18n collect               bring the .po files in line with the code
python -m tools.i18n missing               what still needs words, as JSON
python -m tools.i18n fill FILE.json        {"text": {"nl": "…", "sv": "…", "nb": "…"}}; plurals take a list of two
python -m tools.i18n check                 fail on drift, gaps, and lost placeholders
"""

from __future__ import annotations

import ast
import io
import json
import os
import re
import sys
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from tools.steps import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APPS = ["common", "people", "ideas", "dotanks", "experiments", "learning", "flow", "config"]
LANGUAGES = ["nl", "sv", "nb"]
KEYWORDS: dict[str, tuple[int | tuple[int, int] | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
IN_TEMPLATES = re.compile(
    r"""\b(?:_|gettext|ngettext)\(\s*((?:u?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*,?\s*)+)""", re.S
)
PLACEHOLDER = re.compile(r"%(?:\([a-z_]+\))?[sdgf]")
Message = str | tuple[str, ...]


def texts() -> Iterator[tuple[Message, str]]:
    """Every text of the back end with the file it stands in."""
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*")):
            where = path.relative_to(ROOT).as_posix()
            if path.suffix == ".py" and "migrations" not in path.parts:
                for _line, message, _comments, _context in extract("python", io.BytesIO(path.read_bytes()), KEYWORDS):
                    yield (tuple(message) if isinstance(message, list | tuple) else message), where
            elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
                yield from ((message, where) for message in in_template(path))


def in_template(path: Path) -> Iterator[Message]:
    """The texts of one Django template, as its own parser finds them."""
    from django.utils.translation.template import templatize

    for found in IN_TEMPLATES.finditer(templatize(path.read_text(), origin=path.name)):
        parts = ast.literal_eval(f"({found.group(1).rstrip().rstrip(',')},)")
        yield parts[0] if len(parts) == 1 else tuple(parts[:2])


def collected() -> Catalog:
    """The template of all catalogues."""
    catalogue = Catalog(charset="utf-8")
    for message, where in texts():
        catalogue.add(message, locations=[(where, 0)])
    return catalogue


def path_of(language: str) -> Path:
    """Where a language's catalogue is kept."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def load(language: str) -> Catalog:
    """A language's catalogue as it is kept, or an empty one."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8")


def brought_in_line(language: str, template: Catalog) -> Catalog:
    """The catalogue with every text of the code and no other."""
    catalogue = load(language)
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a file, without dates or line numbers that would change by themselves."""
    out = io.BytesIO()
    write_po(out, catalogue, sort_output=True, include_lineno=False, omit_header=True, width=120)
    rule = catalogue.plural_forms
    header = f'msgid ""\nmsgstr ""\n"Language: {catalogue.locale}\\n"\n'
    header += '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    header += f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {rule}\\n"\n\n'
    return header.encode() + out.getvalue()


def collect() -> None:
    """Bring the .po files in line with the code."""
    template = collected()
    for language in LANGUAGES:
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(brought_in_line(language, template)))
        print(f"{language}: {len(template)} texts, {len(gaps(load(language)))} without words")


def gaps(catalogue: Catalog) -> list[Message | list[str]]:
    """Texts without a whole translation."""
    return [
        message.id
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or not all(_strings(message.string)))
    ]


def lost_placeholders(catalogue: Catalog) -> list[str]:
    """Texts whose translation does not fill in the same things."""
    return [
        str(message.id)
        for message in catalogue
        if message.id
        and message.string
        and any(
            sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(_strings(message.id)[-1]))
            for text in _strings(message.string)[-1:]
        )
    ]


def missing() -> None:
    """Print what still needs words."""
    template = collected()
    wanted: dict[str, dict[str, object]] = {}
    for language in LANGUAGES:
        for message in gaps(brought_in_line(language, template)):
            key = _strings(message)[0]
            wanted.setdefault(key, {})[language] = ["", ""] if isinstance(message, tuple) else ""
    print(json.dumps(wanted, ensure_ascii=False, indent=1))


def fill(source: Path) -> None:
    """Take translations from a JSON file."""
    given = json.loads(source.read_text())
    template = collected()
    for language in LANGUAGES:
        catalogue = brought_in_line(language, template)
        for message in catalogue:
            words = given.get(_strings(message.id)[0], {}).get(language) if message.id else None
            if words:
                message.string = tuple(words) if isinstance(words, list) else words
                message.flags.discard("fuzzy")
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        path_of(language).write_bytes(written(catalogue))


def check() -> int:
    """How many things are wrong with the catalogues; each is printed."""
    template = collected()
    wrong = 0
    for language in LANGUAGES:
        catalogue = load(language)
        path = path_of(language)
        if not path.exists() or path.read_bytes() != written(brought_in_line(language, template)):
            print(f"{language}: the catalogue does not match the code: python -m tools.i18n collect")
            wrong += 1
        for text in gaps(catalogue):
            print(f"{language}: no words for {text!r}")
            wrong += 1
        for text in lost_placeholders(catalogue):
            print(f"{language}: the placeholders differ in {text!r}")
            wrong += 1
    return wrong


def _strings(text: Message | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def main(arguments: list[str]) -> int:
    """Do what was asked; the exit code says whether all is well."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    match arguments:
        case ["collect"]:
            collect()
        case ["missing"]:
            missing()
        case ["fill", source]:
            fill(ROOT / source)
        case ["check"]:
            return 1 if check() else 0
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
