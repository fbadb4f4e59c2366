"""Methods of counting as the literature knows them; they know nothing of meetings."""
