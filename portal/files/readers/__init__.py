"""One reader per file format; they run in the limited child process only."""
