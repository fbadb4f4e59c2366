"""What a meeting does: people and their rights, recommendations, rounds, ballots, who may hear what."""
