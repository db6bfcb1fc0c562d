"""Is a question in another language than the articles, and what do they say then?"""
