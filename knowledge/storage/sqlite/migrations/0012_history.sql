-- Which history of this database it is: a restore begins another one, in which a version or a row
-- may have the number of something else. What is kept outside of the database names it.
CREATE TABLE history (
    mark TEXT NOT NULL
) STRICT;
INSERT INTO history VALUES (hex(randomblob(8)));
