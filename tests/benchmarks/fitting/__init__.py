"""Tests of the fits."""
