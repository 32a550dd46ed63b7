-- The journal: one append-only table. Everything else is derived from it, but for the ballots.
CREATE TABLE IF NOT EXISTS journal (
    seq     INTEGER PRIMARY KEY,
    day     TEXT NOT NULL,
    request TEXT NOT NULL,
    kind    TEXT NOT NULL,
    fact    TEXT NOT NULL
) STRICT;

CREATE INDEX IF NOT EXISTS journal_day ON journal (day, seq);

-- What must never be, refused by the database too. (A ticket's identity is 128 random bits: an index
-- on it would cost a tenth of the throughput and guard against nothing.)
CREATE UNIQUE INDEX IF NOT EXISTS label_once_a_day
    ON journal (day, json_extract(fact, '$.label')) WHERE kind = 'issued';
-- One ask hands in several tickets of a lease; online it gets one.
DROP INDEX IF EXISTS one_ticket_a_request;
CREATE UNIQUE INDEX IF NOT EXISTS one_online_ticket_a_request
    ON journal (day, request) WHERE kind = 'issued' AND json_extract(fact, '$.lease') IS NULL;
CREATE UNIQUE INDEX IF NOT EXISTS numbers_lent_once_a_day
    ON journal (day, json_extract(fact, '$.prefix'), json_extract(fact, '$.first'))
    WHERE kind = 'leased';
CREATE UNIQUE INDEX IF NOT EXISTS one_rating_a_visit
    ON journal (json_extract(fact, '$.ticket'), json_extract(fact, '$.counter'))
    WHERE kind = 'rated';
CREATE UNIQUE INDEX IF NOT EXISTS receipt_once_a_year
    ON journal (substr(day, 1, 4), json_extract(fact, '$.code')) WHERE kind = 'feedback';

-- How people were satisfied with an officer's work in a month (or a day, by the settings):
-- {"opinions": [[how often, {"level", "reasons", "indices", "remark"}], ...], "marks": {...}}.
-- Always the whole box, in the order of the alphabet: nothing in it tells whose opinion is whose.
CREATE TABLE IF NOT EXISTS ballots (
    officer TEXT NOT NULL,
    period  TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (officer, period)
) STRICT, WITHOUT ROWID;
