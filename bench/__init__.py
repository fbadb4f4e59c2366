"""The bench: how fast Plenum is beside its peers and the ceilings of this machine, measured in one interleaved run.

It knows Plenum only from outside: a command, an HTTP API, a socket protocol, and the processes in /proc.
"""
