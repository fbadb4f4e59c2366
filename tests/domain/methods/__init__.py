"""Tests of the counting methods."""
