"""Side-by-side benchmarks: `python -m bench.<name>` starts what it compares, measures in turn, prints ratios.

Figures of one run compare; figures of two runs on a shared machine do not.
"""
