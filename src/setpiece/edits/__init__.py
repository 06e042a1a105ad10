"""What an edit sentence means for this world: words and clicks become an Edit; what an edit changed, proved."""
