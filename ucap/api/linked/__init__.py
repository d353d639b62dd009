"""What a page says to programs in its head: linked data, its one address, how to cite it.

Pure functions over what a view has put into its context: no query of their own. The querysets
there are evaluated once, by whoever iterates them first, and the template iterates the same.
"""
