"""Findings of a published list as a paper of a session: one act, from the list that is kept.

Refuses to count. Invariant: what is published stays published, neither reopened nor void, so that no such paper says
what its list does not say any more.
"""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from server.domain.errors import WrongState
from server.domain.procedure.ballots import check_id
from server.domain.procedure.findings import Findings, findings_of
from server.domain.procedure.meeting import Proceedings, meeting_of
from server.domain.procedure.papers import Paper, check_papers
from server.domain.procedure.rounds import Round
from server.protocol import commands, replies
from server.room.actions.counting import ranked_list_of
from server.room.actions.reached import reached_round, require_session
from server.room.context import Asker, Context
from server.room.decided import Decided
from server.store.acts import Act
from server.store.changes import Changes
from server.words.closing_dates import day_words
from server.words.strings import FALLBACK, Strings


async def make_findings(context: Context, asker: Asker, command: commands.MakeFindings) -> replies.Done:
    """Make a paper of what a published list tells; one that is there already is not made twice."""
    asker.require("make_findings")
    check_id("request_id", command.request_id)
    session_id = command.session_id or asker.room.agenda_session_id
    proceedings = await context.read_proceedings(asker.room.id)
    found = _published(proceedings, asker, command.round_id)
    findings = findings_of(json.loads(await ranked_list_of(context, found)), command.recommendation_id)
    paper_id = await context.new_id(meeting_of(asker.room.id))

    def make(proceedings: Proceedings) -> Decided:
        programme = proceedings.programme
        require_session(programme, asker, "make_findings", session_id)
        round_ = _published(proceedings, asker, command.round_id)
        paper = _paper(round_, findings, command.language, programme.zone)
        paper = replace(paper, session_id=session_id)
        if any(replace(one, id="") == paper for one in programme.papers):
            return Decided(None)
        papers = (*programme.papers, replace(paper, id=paper_id))
        check_papers(papers)
        act = Act("make_findings", asker.person.key, context.now_ms(), detail=paper.title)
        return Decided(Changes(programme=replace(programme, papers=papers, version=programme.version + 1), acts=(act,)))

    outcome = await context.decide(asker, command.request_id, make)
    return replies.Done(ref=command.ref, seq=outcome.seq, already=outcome.already)


def _published(proceedings: Proceedings, asker: Asker, round_id: str) -> Round:
    """Find a round whose list everybody may read.

    Raises:  NotFound, NotPermitted, WrongState.
    """
    round_ = reached_round(proceedings, asker, "make_findings", round_id)
    if round_.state != "published":
        raise WrongState("unpublished", state=round_.state)
    return round_


def _paper(round_: Round, findings: Findings, language: str, zone: str) -> Paper:
    """Word the paper, in the language of whoever makes it."""
    strings = Strings.read()
    language = language if language in strings.languages else FALLBACK
    at = datetime.fromtimestamp((round_.closed_at_ms or 0) / 1_000, UTC).astimezone(ZoneInfo(zone))
    source = strings.translate(
        language, f"findings.source.{findings.measure}", round=round_.called, day=day_words(strings, language, at)
    )
    if findings.left_out:
        source = f"{source} {strings.translate(language, 'findings.left_out', n=findings.left_out)}"
    return Paper(
        "",
        "",
        "figures",
        findings.title or strings.translate(language, "findings.title", round=round_.called),
        rows=findings.rows,
        unit="" if findings.measure == "backing" else "%",
        source=source,
        round_id=round_.id,
    )
