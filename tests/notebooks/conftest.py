"""These notebooks are material for tests: some fail on purpose, none is a test of its own."""

collect_ignore_glob = ["*.ipynb"]
