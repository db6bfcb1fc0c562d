"""Tests of bot/terminal."""
