"""Names: the glossary, where its names stand in a text, and how each comes out in its agreed form."""
