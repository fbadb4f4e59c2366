"""Which fields of which shapes nobody is sent anything in, on the day of `day`."""

from server.domain.procedure.shapes import ALWAYS

OF_MERGES = ("parents", "merged_into", "merged_as")
NEVER_FILLED = {
    *((many, ALWAYS, "more") for many in ("snapshot", "waiting", "seats")), ("ballot", "later", "earlier"),
    ("round", ALWAYS, "frozen"), ("round", ALWAYS, "excess"), ("region", ALWAYS, "seats"), ("pulse", ALWAYS, "ref"),
    ("you", ALWAYS, "personal_s"), ("you", ALWAYS, "casts_in"), ("recommendation", "stands", "reason"),
    ("recommendation", "waits", "reason"),
    *(("recommendation", standing, name) for standing in ("fell", "waits") for name in ("number", "label")),
    *(("recommendation", "signed", name) for name in ("number", "label", "reason", *OF_MERGES[1:])),
    *(("recommendation", over, name) for over in ("waits", "stood", "fell", "back") for name in OF_MERGES),
    ("recommendation", "stands", "parents"), ("recommendation_changed", "stood", "waiting"),
    ("ranked_list", "published", "differ_most"), ("recommendation", "back", "reason"),
    ("voices", ALWAYS, "others"), ("recommendation", "stood", "taken_back"),
}  # fmt: skip
"""What is empty by its nature, or on this day: long pages, a frozen round or an older draft, personal time, and
words of more than k."""
