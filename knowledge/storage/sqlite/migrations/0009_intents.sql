-- What was wanted: an answer ('question', 'opinion'), a summary, or nothing of the articles.
ALTER TABLE turns ADD COLUMN intent TEXT NOT NULL DEFAULT 'question';
