"""The quality gate: what the program finds in the example crisis, against what a careful reader finds."""
