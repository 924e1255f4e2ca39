"""What editors say about words: synonyms, lists for the language work, and results they recommend."""
