"""Backups: the database and the original documents, verified when made, and how they come back.

A *backup* is a folder, named by the moment it was begun in:

    20261129T031500Z/
      manifest.json     what is in it: rows and checksum of each table, size of each file
      database.dump     pg_dump's custom format
      documents/ab/ab…  each under its SHA-256, as the portal keeps them

Each holds everything; a document that the backup before has already is a hard link to it, so that
it takes space once. A backup is made under another name and renamed when it is complete and on the
disk. No Django: a backup can be made and brought back when the portal itself does not start.
"""
