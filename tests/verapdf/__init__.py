"""The PDF validator veraPDF for tests: fetched once with Maven, run with Java 17."""
