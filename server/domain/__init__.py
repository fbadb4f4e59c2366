"""The pure core: plain functions over frozen values, without clock, dice, store or web."""
