"""The review served to a browser on this machine: the pages as they are, and a door for what a person changes."""
