"""Reports for people: one value (`values`), written to the terminal, Markdown, HTML, DOCX, BibTeX and CSL-JSON."""
