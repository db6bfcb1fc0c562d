"""What did people and chats give? Kept until they take it back or its days are over."""
