"""The processes: who starts, watches and ends them, and what an operator asks when something is wrong."""
