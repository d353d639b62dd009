"""The ten documents, one file each; `python -m benchmarks.reading.documents DIR` writes them."""
