"""What `bin/serve` and `bin/test` do, from a fresh checkout on. Standard library, no Django.

`prepare.py` is the exception: it runs as a process of its own, in the virtual environment.
"""
