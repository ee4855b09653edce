"""Readers: one format a file, bytes to characters."""
