"""From ballots to a ranked list: tallies, secrecy, verdicts, order and the reasons for them."""
