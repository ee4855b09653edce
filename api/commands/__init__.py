"""The commands of the program, one a file; `api.cli` imports each when it is called."""
