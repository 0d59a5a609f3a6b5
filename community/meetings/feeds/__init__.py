"""Lists of meetings as others keep them: read in (Meeting Guide, central-query), and our own written out."""
