"""The limits that the system sets to a process: how many files it may open, and that it leaves no core file.

Refuses to know who needs how many. Invariant: no process of ours ever writes a core file, which would hold ballots,
credentials and the key.
"""

import resource

MOST_DESCRIPTORS = 1 << 20
"""Where a system sets no limit worth the name: tables grow with the limit, and nobody needs more."""


def set_limits() -> None:
    """Allow this process, and those it starts, as many open files as the system lets it, and no core file."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors_allowed(), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def descriptors() -> int:
    """Say how many files this process may have open at once; a socket is one of them."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_DESCRIPTORS if soft == resource.RLIM_INFINITY else min(soft, MOST_DESCRIPTORS)


def descriptors_allowed() -> int:
    """Say how many files a service that is started here may have open at once: `set_limits` raises it that far."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
