"""Words that templates of giving say."""
