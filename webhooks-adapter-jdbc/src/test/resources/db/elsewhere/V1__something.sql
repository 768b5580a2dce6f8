CREATE TABLE elsewhere.something (id int);
