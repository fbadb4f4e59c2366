"""Tests of what a meeting does."""
