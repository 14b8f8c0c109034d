"""Glossaries of other programs: read, written, and what each cannot hold."""
