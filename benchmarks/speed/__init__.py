"""How quick claimkit is and how much memory it takes, beside what a user would take instead."""
