"""The words that all stages share: documents, issues, records, results."""
