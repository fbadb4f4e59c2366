"""The languages that Plenum speaks, and that words of a recommendation may be in: the six of the United Nations."""

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
