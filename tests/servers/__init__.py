"""Real search servers for tests, benchmarks and the demo: fetched once, started on loopback, stopped again."""
