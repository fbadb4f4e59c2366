"""Laws are tried on many counts; how long one takes on a busy machine is no law.

`--hypothesis-profile quick`, as `make quick` says, tries fewer; a law that says its own number keeps it.
"""

from hypothesis import settings

settings.register_profile("plenum", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("plenum")
