"""Tests of the way from ballots to a ranked list."""
