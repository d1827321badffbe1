"""claimkit: who said what, when and how surely, and what independent sources make of it."""
