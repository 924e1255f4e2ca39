"""What citizens read of frozen versions: texts, comparisons, histories, short addresses and the feed."""
