"""Words that break files: formulas, markup, signs that nobody sees, and what looks like a figure or a date."""

from collections.abc import Iterator

_FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.org","x")', "＝1+1")
_BEHIND = ("", ";", ",", "\t", "|", "\n", '";', "\u200b", "\u00a0", "'")
_MARKUP = (
    "<script>alert(1)</script>", "</title><script>", '"><img src=x onerror=alert(1)>', "&amp;&lt;&#60;", "]]>",
    "<!-- -->", "<![CDATA[x]]>", "<?xml version='1.0'?>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "{{ 7*7 }}", "{% raw %}", "$x^2$", "#import \"x\"", "\\input{x}", "%s %d {0}", "_x0041_", "_x000D_", "javascript:x",
    "&C&P &D &[Date]", "[Content_Types].xml", "#A1", "=[x.xlsx]Sheet1!A1",
)  # fmt: skip
_SIGNS = (
    "\u202eevil\u202c", "\u2066a\u2069", "\u200f\u200e", "ز\u0651\u064e" * 20, "Z" + "\u0301\u0323\u0360" * 60,
    "👩‍👩‍👧‍👦", "𝒳𝓎", "\ufeffx", "\u2028x\u2029", "\x00\x01\x07\x1b[31m", "\x85\x9f", "\ud7ff\ue000\ufffd",
    "\ufffe\uffff", "a\r\nb\rc\nd", "\r", "  x  ", "\u00adx", "\u200fמזל", "文\u3000字", "ﷺ" * 20, "x" * 10_000,
    "长" * 10_000, "م " * 5_000,
)  # fmt: skip
_LIKE_FIGURES = (
    "1/2", "3/4", "12-5", "2026-12-01", "1.2.2026", "1:30", "10:00 am", "MAR1", "3e5", "1E400", "0x10", "007", "+49 30",
    "TRUE", "true", "NULL", "nan", "inf", "-0", "1,000", "1.000,5", "50%", "$5", "(5)", "½", "٣", "1⁄2", "2÷3",
    "#N/A", "#REF!", "null", "None", "[]", "{}", "0", "-", "Infinity", "12345678901234567890",
)  # fmt: skip


def hostile() -> Iterator[str]:
    """Give all of them."""
    yield from (f"{'x' if behind else ''}{behind}{formula}" for formula in _FORMULAS for behind in _BEHIND)
    yield from (*_MARKUP, *_SIGNS, *_LIKE_FIGURES)


HOSTILE = tuple(hostile())
