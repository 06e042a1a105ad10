"""From a posed world to pixels that know what they depend on."""
