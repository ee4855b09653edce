"""What is fast and what is not: see docs/speed.md."""
