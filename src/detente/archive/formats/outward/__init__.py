"""Forms in which an archive is given out: one a module, each a stream of lines or a file written by DuckDB."""
