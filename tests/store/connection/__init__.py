"""Tests of asking and hearing a store."""
