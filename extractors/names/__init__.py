"""Bodies: their names under suffixes and cases, short forms that a document defines, collectives, proposed unknown ones."""
