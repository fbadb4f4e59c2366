"""Tests of the programme and the seat list."""
