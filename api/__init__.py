"""HTTP and command line: the only place where the parts are joined."""
