"""Resolve: Mention -> Claim. Names, actors, places and dates, each with its reason."""
