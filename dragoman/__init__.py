"""Dragoman: the sourced record of who did what to whom, according to whom, and how sure the text is."""
