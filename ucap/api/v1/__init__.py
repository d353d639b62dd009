"""The machine interface: read-only, on the filters of the pages."""
