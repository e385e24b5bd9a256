"""The mathematics: no Django, no I/O, no clock, no dice."""
