"""Models in the formats of other programs: read from ``.gmcr``, written as GraphML, DOT and Gambit's ``.nfg``."""
