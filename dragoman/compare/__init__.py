"""Two or more accounts of one meeting -> Comparison."""
