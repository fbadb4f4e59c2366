"""The words of a recommendation: how they are written and checked, changed and said in another language.

Refuses to know who may change them, and to translate. Invariants: the version grows with every change of words and of
what stands beside them; translations are of the words that stand, and their coming and going does not touch the
version, for the original is what ballots are bound to. Words take the place of others only where whoever wrote them had
read these: a change names the version that it was made on.
"""

from dataclasses import replace

from server.domain.agenda.facets import AnswerKind
from server.domain.errors import Malformed, Overtaken, TextTooLong, WrongState
from server.domain.languages import LANGUAGES
from server.domain.procedure.answers import FacetAnswer
from server.domain.procedure.recommendations import Recommendation, RecommendationStep, Translation, move
from server.domain.procedure.words import MOST_LINES, in_lines, in_one_line
from server.domain.visible import has_visible_character

LONGEST_TITLE = 120
LONGEST_TEXT = 500


def checked_words(title: str, text: str) -> tuple[str, str]:
    """Write the words of a recommendation in their one form and check them: a title in one line, a text in its lines.

    Units:   characters: at most 120 in the title, 500 in the text; at most 30 lines.
    Raises:  Malformed without a title and where nothing can be seen of one of them, TextTooLong with the field and its
             bound.
    """
    title, text = in_one_line(title), in_lines(text)
    if not title:
        raise Malformed("title_missing")
    if not has_visible_character(title):
        raise Malformed("title_unseen")
    if text and not has_visible_character(text):
        raise Malformed("text_unseen")
    if len(title) > LONGEST_TITLE:
        raise TextTooLong("title", most=LONGEST_TITLE)
    if len(text) > LONGEST_TEXT:
        raise TextTooLong("text", most=LONGEST_TEXT)
    if text.count("\n") >= MOST_LINES:
        raise TextTooLong("lines", most=MOST_LINES)
    return title, text


def edit(
    recommendation: Recommendation,
    title: str,
    text: str,
    made_on: int = 0,
    *,
    kind: AnswerKind | None = None,
    facets: tuple[FacetAnswer, ...] | None = None,
) -> Recommendation:
    """Change the words, or what stands beside them; the version says so, and translations of other words go.

    One version counts the changes of all of it: kind and facets are on the card that is voted on, so that ballots are
    bound to them as they are to the words.

    Shape:   `kind` and `facets` stay where they are None; `made_on` is the version that whoever wrote had read, nought
             where they did not say: then the first one.
    Raises:  Overtaken where other words stand by now; words that stand already change nothing, whatever was read.
    """
    _require_changeable(recommendation, "edit")
    title, text = checked_words(title, text)
    beside = replace(
        recommendation,
        kind=recommendation.kind if kind is None else kind,
        facets=recommendation.facets if facets is None else facets,
    )
    same_words = (title, text) == (recommendation.title, recommendation.text)
    if same_words and beside == recommendation:
        return recommendation
    if (made_on or 1) != recommendation.version:
        raise Overtaken("words")
    if same_words:
        return replace(beside, version=recommendation.version + 1)
    return replace(
        beside,
        title=title,
        text=text,
        version=recommendation.version + 1,
        translations=(),
        wording=None,
        past_translations=max(
            [recommendation.past_translations, *(one.version for one in recommendation.translations)]
        ),
    )


def edit_own(
    recommendation: Recommendation,
    title: str,
    text: str,
    made_on: int = 0,
    *,
    turn: int,
    stands: bool,
    kind: AnswerKind | None = None,
    facets: tuple[FacetAnswer, ...] | None = None,
) -> Recommendation:
    """Change words of one's own that do not stand; what was sent back is answered by that.

    Shape:   as `edit`; what was sent back gets the `turn` and so waits at the end of the queue, or stands again at once
             where `stands` says that nothing waits in this meeting.
    Raises:  as `edit`; WrongState for what stands, since the support of others rests on its words.
    """
    if recommendation.status == "accepted":
        raise WrongState("stands_already")
    edited = edit(recommendation, title, text, made_on, kind=kind, facets=facets)
    if edited == recommendation or not recommendation.note:
        return edited
    answered = replace(edited, note="", turn=turn)
    return move(answered, "accept") if stands else answered


def translate(
    recommendation: Recommendation, language: str, title: str, text: str, replaces: int | None = None
) -> Recommendation:
    """Put a translation in the place of the one that was there; an empty title takes it away.

    Shape:   `replaces` is the version of the translation that was read, nought where there was none; None where nobody
             said: then there is none, or the first one.
    Units:   characters: at most 120 in the title, 500 in the text, as in the original.
    Raises:  Malformed for a language that is none of the six or the original's own, and for a text where the original
             has none or the other way round; TextTooLong; WrongState if its status does not allow it; Overtaken where
             another translation stands by now.
    """
    _require_changeable(recommendation, "translate")
    if language not in LANGUAGES:
        raise Malformed("language")
    if language == recommendation.language:
        raise Malformed("translation_of_itself")
    if title.strip():
        title, text = checked_words(title, text)
        if bool(text) != bool(recommendation.text):
            raise Malformed("translation_of_half")
    else:
        title = text = ""
    before = next((one for one in recommendation.translations if one.language == language), None)
    if (title, text) == ((before.title, before.text) if before else ("", "")):
        return recommendation
    standing = before.version if before else 0
    if standing != (min(standing, 1) if replaces is None else replaces):
        raise Overtaken("translation")
    others = [one for one in recommendation.translations if one is not before]
    if not title:
        past = max(recommendation.past_translations, standing)
        return replace(recommendation, translations=tuple(others), past_translations=past)
    others.append(Translation(language, title, text, (standing or recommendation.past_translations) + 1))
    return replace(recommendation, translations=tuple(sorted(others, key=lambda one: one.language)))


def _require_changeable(recommendation: Recommendation, act: RecommendationStep) -> None:
    if recommendation.status not in ("proposed", "accepted"):
        raise WrongState(act, state=recommendation.status)
