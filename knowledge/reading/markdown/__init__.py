"""What does a Markdown file say?"""
