"""A phone that syncs over a line that fails in every way: nothing lost, nothing doubled, nothing silently overwritten."""
