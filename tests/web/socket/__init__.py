"""Tests of connections and frames."""
