"""Words as WordprocessingML: runs with language and direction, places to jump to, and links within the document.

Refuses to know what they say. Invariants: words are never markup, never a field, and never lead out of the document;
what stands in two directions is written so that Word shows it as a page does.
"""

from html import escape

from server.record.document import Document, Run, Runs, Sentence
from server.record.plain import for_xml

_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
_MOST_LETTERS = 40
"""Of the name of a place, as Word has it."""


class Words:
    """Writes the words of one document."""

    def __init__(self, document: Document) -> None:
        """Take what holds where nothing else is said."""
        self._language, self._direction = document.language, document.direction
        self._places: dict[str, int] = {}

    def paragraph(self, style: str, inside: str, runs: Runs = (), *, more: str = "", place: str = "") -> str:
        """Write a paragraph of a style, which begins at the side where its first words do.

        Shape:   `more` are properties that come behind the style; `place` is by what links find it.
        """
        first = runs[0].direction if runs else self._direction
        turned = ""
        if first in ("ltr", "rtl") and first != self._direction:
            turned = f'<w:bidi w:val="{int(first == "rtl")}"/>'
        properties = f'<w:pPr><w:pStyle w:val="{style}"/>{turned}{more}</w:pPr>'
        return f"<w:p>{properties}{self._place(place)}{inside}</w:p>"

    def sentences(self, style: str, said: tuple[Sentence, ...]) -> str:
        """Write a paragraph of sentences, with a blank between them."""
        inside = self.plain(" ").join(self.sentence(one) for one in said)
        return self.paragraph(style, inside, said[0].runs if said else ())

    def sentence(self, said: Sentence) -> str:
        """Write a sentence, and on what it rests."""
        return self.runs(said.runs) + self.basis(said.basis)

    def runs(self, runs: Runs, properties: str = "", *, strong: bool = False) -> str:
        """Write runs; `properties` come behind what is said of each of them."""
        return "".join(self._run(run, properties, strong=strong) for run in runs)

    def plain(self, words: str, properties: str = "", *, strong: bool = False, direction: str = "") -> str:
        """Write words of the document itself; `direction` for what is read the same way in every language."""
        rtl = (direction or self._direction) == "rtl"
        return _written(words, f"{'<w:b/><w:bCs/>' if strong else ''}{properties}{'<w:rtl/>' if rtl else ''}")

    def basis(self, mark: str) -> str:
        """Write on which act something rests, as a link to its row of the annex."""
        if not mark:
            return ""
        run = _written(f"\u00a0[{mark}]", '<w:vertAlign w:val="superscript"/>')
        return f'<w:hyperlink w:anchor="{place_of(mark)}" w:history="1">{run}</w:hyperlink>'

    def _run(self, run: Run, properties: str, *, strong: bool) -> str:
        bold = "<w:b/><w:bCs/>" if strong or run.strong else ""
        rtl = "<w:rtl/>" if run.direction == "rtl" else ""
        other = run.language and run.language != self._language
        return _written(run.words, f"{bold}{properties}{rtl}{language_of(run.language) if other else ''}")

    def _place(self, name: str) -> str:
        """Let links find where a paragraph begins; a second place of a name is none."""
        named = place_of(name) if name else ""
        if not named or named in self._places:
            return ""
        at = self._places[named] = len(self._places) + 1
        return f'<w:bookmarkStart w:id="{at}" w:name="{named}"/><w:bookmarkEnd w:id="{at}"/>'


def language_of(language: str) -> str:
    """Say a language as Word does, which has a place for each group of scripts."""
    tag = escape(for_xml(_REGIONS.get(language, language)))
    return f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>'


def place_of(name: str) -> str:
    """Name a place as Word allows it: letters, digits and low lines, the first of them a letter."""
    return ("p_" + "".join(one if one.isascii() and one.isalnum() else "_" for one in name))[:_MOST_LETTERS]


def _written(words: str, properties: str) -> str:
    lines = "<w:br/>".join(map(_line, for_xml(words).split("\n")))
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{lines}</w:r>"


def _line(words: str) -> str:
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(one, quote=False)}</w:t>' if one else "" for one in words.split("\t")
    )
