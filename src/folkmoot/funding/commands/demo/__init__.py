"""The books of the demo provider, and all that writes in them."""
