"""How do updates come in and messages go out, surely and in order?"""
