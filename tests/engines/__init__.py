"""The stories of a ballot and of a round in the other engines: Gecko (Firefox) and WebKit (every iPhone)."""
