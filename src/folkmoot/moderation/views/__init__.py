"""The desk of those who decide: what waits, which discussions are open, how they are held."""
