"""How do updates come in, and how do messages go out?"""
