"""Bytes to text, text to clean text; without any idea of careers."""
