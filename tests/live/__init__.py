"""Tests of who hears what."""
