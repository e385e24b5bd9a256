"""The doors for people: forms that work without a script, and the private pages of one's own comments."""
