"""Feeds: Atom, RSS 2.0 and JSON Feed of the publication, its sections, authors and tags, and of each thread."""
