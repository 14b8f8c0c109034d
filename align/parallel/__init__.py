"""Texts and the translations that they have already: found, aligned, judged, written."""
