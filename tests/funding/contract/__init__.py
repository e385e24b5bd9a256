"""What every provider must be able to do, asked of each in the same way."""
