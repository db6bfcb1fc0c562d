-- A person's last turn is the one with the highest number: the clock may have been set back.
DROP INDEX turns_recent;
CREATE INDEX turns_recent ON turns (chat, thread, person, turn);
