"""What do files of office programs say?"""
