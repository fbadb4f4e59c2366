"""Tests of the secretariat's use cases, on a real store."""
