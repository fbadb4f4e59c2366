"""A service on several hosts and a cluster of several servers, and what is broken there in the middle of a vote."""
