"""Plenum: which of the recommendations that each region made can work across the regions."""

__version__ = "0.2.0"
"""The one place that says it: the wheel and `plenum --version` read it here, CHANGELOG.md is held against it."""
