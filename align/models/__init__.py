"""Models as things to fetch, keep and carry: what exists, what is installed, and how one becomes the other."""
