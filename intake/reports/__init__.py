"""Reports: figures whose small numbers are hidden so that nobody can work them out again."""
