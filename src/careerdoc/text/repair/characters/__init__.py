"""Characters that no value holds, or only where a script needs them; each change is an edit."""
