"""Benchmarks: figures for docs/benchmarks.md, never for a test."""
