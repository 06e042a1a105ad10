"""From contacts to a mix."""
