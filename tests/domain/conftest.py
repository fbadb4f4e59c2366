"""Laws are tried on many counts; how long one takes on a busy machine is no law."""

from hypothesis import settings

settings.register_profile("plenum", deadline=None)
settings.load_profile("plenum")
