"""The desk's pages for reading: what was uploaded and how far it is, and deciding on one."""
