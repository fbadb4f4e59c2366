"""The command line: what is typed on the host becomes acts of the secretariat, and their outcome becomes text.

Refuses to contain logic: commands read words, call (`server.secretariat`, `server.host`) and print.
"""

from server.cli.commands import main

__all__ = ["main"]
