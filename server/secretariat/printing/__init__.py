"""Sheets of paper: badges, posters, signs for doors, and what lets a role in, as PDF."""
