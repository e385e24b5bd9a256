"""A provider that is built in and moves no money: everything can be tried with it, and it takes no shortcut."""
