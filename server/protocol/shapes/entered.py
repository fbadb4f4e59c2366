"""Votes that two persons count by hands or on paper: who has entered something, and the figures for the two alone."""

from server.domain.procedure.entered import Channel
from server.protocol.shapes.shape import Shape


class Count(Shape, frozen=True):
    """What is told of a count in a region to those who may enter one: who has, and never what."""

    round_id: str
    region_id: str
    channel: Channel
    entered_by: tuple[str, ...]
    differs: bool
    agreed_by: tuple[str, ...]
    version: int


class Figures(Shape, frozen=True):
    """What somebody counted: how many votes, and of every item how many of each mark and how many of none."""

    votes: int
    marks: dict[str, dict[str, int]]
