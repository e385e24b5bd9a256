"""Letters about what readers give."""
