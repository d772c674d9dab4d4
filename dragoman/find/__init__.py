"""Find: Sentence -> Mention. Triggers, roles, claimants and how it is said, as spans only."""
