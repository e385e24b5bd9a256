"""What one may do with money. Facts in, a denial or None out."""
