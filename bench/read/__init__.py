"""What reading costs: a page from the shelf, a page made anew, a page just after somebody wrote; beside our peers.

`python -m bench.read --help` says what can be measured. `docs/operate/performance.md` has the figures.
"""
