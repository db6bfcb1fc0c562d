"""What people gave, and only they can give: kept until they take it back or its days are over."""
