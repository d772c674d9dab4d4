"""Building the indexes that `resolve` uses where a user has them: from Wikidata, from GeoNames, from own tables."""
