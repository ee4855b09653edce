"""What measures, tasks, indicators and functions are about: terms of the scheme of topics, found in their own words."""
