"""``python -m claimkit`` is the ``claimkit`` command."""

from claimkit.cli import main

if __name__ == "__main__":
    main(prog_name="claimkit")
