"""The gallery: each page of Plenum as its users see it, by size, language and scheme, and the page of all.

It is made in `build/`, which no commit holds; the few that the documents show are copied beside them. Refuses to know
how a page came to look like that. Invariant: a picture is taken of a page that stands still, and the gallery's page
shows every picture of the folder and no other.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Page

ROOT = Path(__file__).parents[2]
FOLDER, SHOWN = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
IN_DOCUMENTS = (
    "delegate-ballot-phone-ar-dark.png",
    "delegate-ballot-phone-en-light.png",
    "desk-badges-tablet-en-light.png",
    "desk-rehearsal-tablet-en-light.png",
    "desk-seats-tablet-en-light.png",
    "podium-open-tablet-en-light.png",
    "screen-list-16x9-en-light.png",
    "screen-matrix-16x9-en-light.png",
    "screen-voting-16x9-en-light.png",
)
"""What README and docs show."""
LANGUAGES = ("en", "ar")
SCHEMES = ("light", "dark")
SIZES: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}},
    "tablet": {"viewport": {"width": 1024, "height": 768}, "device_scale_factor": 0.5},
    "16x9": {"viewport": {"width": 1920, "height": 1080}, "device_scale_factor": 0.5},
    "4x3": {"viewport": {"width": 1024, "height": 768}, "device_scale_factor": 0.5},
}
"""What a device shows; large pages are kept smaller than they are, as a reader of the docs sees them."""
SHOWN_WIDE = {"phone": 180, "tablet": 420, "16x9": 420, "4x3": 420}
NOTES = {
    "phone": "phone, 360 × 740",
    "tablet": "tablet, 1024 × 768",
    "16x9": "projector, 1920 × 1080",
    "4x3": "old projector, 1024 × 768",
}
ABOUT = {
    "door-code": "The code on the screen, typed in",
    "door-join": "Taking a seat: looking for one's own name",
    "door-badge": "A badge that was scanned: one tap",
    "door-enter": "A personal link that is not valid",
    "door-refusal": "A page that is not there",
    "door-offline": "Opened from the home screen without a line",
    "delegate-room": "The room before the vote",
    "delegate-agenda": "The agenda, with what is live now",
    "delegate-proposing": "Proposing, with what is similar already",
    "delegate-call": "A vote has been opened",
    "delegate-ballot": "The ballot, one recommendation a card",
    "delegate-review": "All marks before casting",
    "delegate-unsent": "Cast without a line: kept and sent later",
    "delegate-receipt": "The receipt",
    "delegate-overview": "Changing a ballot that was cast: its numbers",
    "delegate-change": "One mark of it, and casting the change",
    "delegate-closed": "The vote is over",
    "delegate-list": "The ranked list on the phone",
    "screen-join": "Waiting: question, code and address",
    "screen-proposals": "Proposals as they come in",
    "screen-voting": "Voting: turnout, clock, no directions",
    "screen-closed": "Closed and not yet published",
    "screen-list": "The ranked list",
    "screen-matrix": "Regions and recommendations",
    "screen-rankings": "Two rankings, regions equal and delegates equal",
    "screen-line": "One result in full",
    "screen-why": "Why one recommendation is where it is",
    "screen-units": "Three units: regions, delegations and delegates equal",
    "screen-roll": "A roll call: how each delegation voted",
    "screen-live": "A provisional count, where the rules show one",
    "desk-home": "The meetings of a service, and what is not safe yet",
    "desk-seats": "The seats of a meeting, and what is ready of it",
    "desk-badges": "What is printed, and one card",
    "desk-rehearsal": "A rehearsal as it goes on",
    "podium-start": "The next act, before a round",
    "podium-draft": "Drafting a round",
    "podium-ready": "A round that is ready to open",
    "podium-open": "Voting is open",
    "podium-close": "Closing asks, with the numbers",
    "podium-closed": "Closed: the podium sees the list first",
    "podium-published": "Published",
}
INTRODUCTION = """Taken from the running pages by `make pictures`, with the sample meeting and the opinions of
the rehearsal: in English and in Arabic, light and dark. Some words of delegates are translated; all others stay in the
language they were written in."""
SETTLED = """async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((one) => one.finished));
    for (let frames = 0; frames < 3; frames++) await new Promise((done) => requestAnimationFrame(done));
}"""


@dataclass(frozen=True, slots=True)
class Easel:
    """One page on one device, in one language."""

    page: Page
    size: str
    language: str


@dataclass(slots=True)
class Gallery:
    """The pictures taken so far."""

    taken: list[tuple[str, str]] = field(default_factory=list)

    def clear(self) -> None:
        """Take the pictures of another day away."""
        FOLDER.mkdir(parents=True, exist_ok=True)
        for old in FOLDER.glob("*.png"):
            old.unlink()

    async def shoot(self, name: str, easel: Easel) -> None:
        """Photograph a page as it stands, light and dark."""
        for scheme in SCHEMES:
            await easel.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await easel.page.evaluate(SETTLED)
            await easel.page.screenshot(path=FOLDER / f"{name}-{easel.size}-{easel.language}-{scheme}.png")
        if (name, easel.size) not in self.taken:
            self.taken.append((name, easel.size))

    def write_page(self) -> None:
        """Write the page that shows them all."""
        lines = [
            "# Every page of Plenum",
            "",
            INTRODUCTION,
        ]
        order = list(ABOUT)
        for name, size in sorted(self.taken, key=lambda one: (order.index(one[0]), list(SIZES).index(one[1]))):
            lines += ["", f"## {ABOUT[name]} ({NOTES[size]})", "", *_table(name, size)]
        (FOLDER / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def hang(self) -> None:
        """Put those that the documents show beside them."""
        for name in IN_DOCUMENTS:
            shutil.copyfile(FOLDER / name, SHOWN / name)


def _table(name: str, size: str) -> list[str]:
    kinds = [(language, scheme) for language in LANGUAGES for scheme in SCHEMES]
    columns = [kinds] if size == "phone" else [kinds[:2], kinds[2:]]
    lines: list[str] = []
    for row in columns:
        names = [f"{name}-{size}-{language}-{scheme}.png" for language, scheme in row]
        heads = [f"{'English' if language == 'en' else 'Arabic'}, {scheme}" for language, scheme in row]
        cells = [
            f'<img src="{file}" width="{SHOWN_WIDE[size]}" alt="{ABOUT[name]}; {head}">'
            for file, head in zip(names, heads, strict=True)
        ]
        lines += ["", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}", f"| {' | '.join(cells)} |"]
    return lines[1:]
