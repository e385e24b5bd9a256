"""Gifts by bank transfer: the giver sends them, and statements say that they came."""
