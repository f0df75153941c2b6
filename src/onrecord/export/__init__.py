"""From records to files and pages: one file per format."""
