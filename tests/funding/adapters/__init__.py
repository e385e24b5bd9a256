"""What is particular to one provider; what all have in common is asked in `tests/funding/contract`."""
