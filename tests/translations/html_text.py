"""The text of a page or a letter, without its markup."""

from html.parser import HTMLParser


class Text(HTMLParser):
    """What a person reads on a page or hears from a screen reader; texts whose own language is named are left out."""

    VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle", "wbr", "rect"})
    SPOKEN = ("aria-label", "alt", "title", "placeholder")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        named = tag != "html" and "lang" in found
        hidden = named or tag in {"script", "style"} or any(quiet for _tag, quiet in self._open)
        if tag not in self.VOID:
            self._open.append((tag, hidden))
        spoken = [*self.SPOKEN, *(["content"] if found.get("name") == "description" else [])]
        self.lines += [str(found[name]) for name in spoken if found.get(name) and not hidden]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in self.VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() and not any(quiet for _tag, quiet in self._open):
            self.lines.append(" ".join(data.split()))

    @property
    def joined(self) -> str:
        return "\n".join(self.lines)
