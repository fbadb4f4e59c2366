"""Plenum: which of the recommendations that each region made can work across the regions."""
