"""Recommendations that are alike: how words are compared, which pairs a meeting has, and who is told of them."""
