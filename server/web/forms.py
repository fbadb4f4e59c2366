"""What a plain form hands in, for pages whose script has not come through."""

import hashlib
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from server.domain.counting.consent import SIGNED
from server.domain.errors import Malformed
from server.domain.procedure.ballot_words import RESERVATIONS
from server.domain.procedure.ballots import check_id
from server.protocol.shapes import Remark
from server.web.guard import read_body

MOST_FIELDS = 600


async def read_form(request: Request) -> dict[str, str]:
    """Read the fields of a form; of a field that stands twice, the last one.

    Raises:  TooLarge, Malformed for more than 600 fields.
    """
    body = await read_body(request)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as fault:
        raise Malformed("field", field="body") from fault


def answers_of(form: Mapping[str, str], question_id: str) -> tuple[str, dict[str, str | list[str]]]:
    """Read what a plain form says of an answer beside its words: its kind, and the facets of the question it names.

    Shape:   a field is called `facet.<question>.<facet>`, and a box of several `facet.<question>.<facet>.<option>`.
    """
    facets: dict[str, str | list[str]] = {}
    for name, value in form.items():
        match name.split("."):
            case ["facet", question, facet] if question == question_id:
                facets[facet] = value
            case ["facet", question, facet, option] if question == question_id:
                chosen = facets.setdefault(facet, [])
                if isinstance(chosen, list):
                    chosen.append(option)
    return form.get(f"kind.{question_id}", ""), facets


def request_of(form: Mapping[str, str]) -> str:
    """Say which request a form is: the id that stands in it, bound to its words.

    Whoever goes back to a form that was sent finds the same id in it: with other words it is another request.
    Raises:  Malformed without an id.
    """
    check_id("request_id", form.get("request_id", ""))
    return hashlib.sha256(repr(sorted(form.items())).encode()).hexdigest()


def number_in(form: Mapping[str, str], name: str) -> int:
    """Read a number of a plain form; -1 where there is none."""
    text = form.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1


def marks_in(form: Mapping[str, str]) -> dict[str, str]:
    """Read the marks of a plain ballot, whose values are filled with dots so that all are equally long.

    Shape:   where silence is consent, an objection is one.
    """
    marks = {item: mark.rstrip(".") for item, mark in _about(form, "mark.").items()}
    objects = {item: said for item, said in _about(form, "say.").items() if said not in ("none", "reserve")}
    return {item: mark for item, mark in {**marks, **objects}.items() if mark}


def reservations_in(form: Mapping[str, str]) -> dict[str, Remark]:
    """Read the reservations of a plain ballot: those that are chosen and say something."""
    chosen = [item for item, said in _about(form, "say.").items() if said == "reserve"]
    words = {item: form.get(f"words.{item}", "") for item in chosen}
    unsigned = next(kind for kind in RESERVATIONS if kind != SIGNED)
    return {
        item: Remark(kind=SIGNED if form.get(f"sign.{item}") else unsigned, words=said)
        for item, said in words.items()
        if said.strip()
    }


def _about(form: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)}
