"""What claimkit can do, measured: `quality` on public development sets, and `speed`."""
