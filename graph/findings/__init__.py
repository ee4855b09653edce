"""Coordination findings: candidates for a person to judge, one kind a module, worded in `texts.toml`."""
