"""What is plugged in: one file per driver, each capability with a simulated sibling."""
