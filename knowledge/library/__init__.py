"""How do articles become live, stay, change and leave?"""
