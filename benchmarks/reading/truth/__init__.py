"""What somebody who reads with care takes from a document: what a reading is measured against."""
