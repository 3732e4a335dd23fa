"""What `make` runs: set up, start, test and check the product on a bare machine."""
