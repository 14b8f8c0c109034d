"""What a person opens: a page for each article, an index for the batch."""
