"""The authored corpus of events, and the scripts that check it and train the shipped model on it (not in the wheel)."""
