"""Providers: whoever moves money, as this house sees them."""
