"""What the doors for programs and for people have in common."""
