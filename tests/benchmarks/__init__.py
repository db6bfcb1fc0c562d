"""The promises of the benchmarks, on sets that the tests write themselves."""
