"""What does a sheet of rows and columns say?"""
