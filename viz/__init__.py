"""The graph as pictures: scenes without any library's types, and pages that need nothing else."""
