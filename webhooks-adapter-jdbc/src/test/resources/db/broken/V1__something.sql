CREATE TABLE nowhere.something (id int);
