/**
 * The tables of logs.db. A line's id is its place in time (line-id.ts). `text_index` has each message's trigrams, `pair_index` the
 * neighbours among its characters beyond ASCII, its unit and its request (text-index.ts): both without the text, which is in `lines`,
 * and without positions, since whatever they find is compared with the line (https://sqlite.org/fts5.html#the_detail_option).
 */
const linesAndIndexes = `
  CREATE TABLE devices (
    device INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL DEFAULT 0 -- that its lines take
  ) STRICT;
  CREATE TABLE batches (
    position INTEGER PRIMARY KEY, -- in the queue; a batch that is here is not stored again
    device INTEGER NOT NULL,
    received_ms INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    run_id TEXT,
    lines INTEGER NOT NULL -- that are still here
  ) STRICT;
  CREATE INDEX batches_without_lines ON batches (position) WHERE lines <= 0;
  CREATE INDEX batches_of_request ON batches (request_id);
  CREATE INDEX batches_of_run ON batches (run_id) WHERE run_id IS NOT NULL;
  CREATE TABLE lines (
    id INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL,
    device INTEGER NOT NULL,
    level INTEGER NOT NULL, -- its place among the contract's levels
    estimated INTEGER NOT NULL,
    unit TEXT,
    message TEXT NOT NULL,
    context TEXT,
    request_id TEXT, -- that the line itself names
    bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lines_of_batch ON lines (batch);
  CREATE INDEX lines_of_device ON lines (device, id);
  CREATE INDEX lines_of_request ON lines (request_id) WHERE request_id IS NOT NULL;
  CREATE INDEX lines_of_warnings ON lines (id) WHERE level >= 2;
  CREATE VIRTUAL TABLE text_index USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
  CREATE VIRTUAL TABLE pair_index USING fts5(pairs, content='', contentless_delete=1, detail=none, tokenize='ascii');
  INSERT INTO text_index (text_index, rank) VALUES ('hashsize', 8388608);
  INSERT INTO text_index (text_index, rank) VALUES ('automerge', 8);
`

/**
 * The indexes merge their segments less often: merges take more of the writer's time than anything else
 * (https://sqlite.org/fts5.html#the_automerge_configuration_option, ADR 47).
 */
const seldomMerges = `
  INSERT INTO text_index (text_index, rank) VALUES ('automerge', 16);
  INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 64);
  INSERT INTO pair_index (pair_index, rank) VALUES ('hashsize', 8388608);
  INSERT INTO pair_index (pair_index, rank) VALUES ('automerge', 16);
  INSERT INTO pair_index (pair_index, rank) VALUES ('crisismerge', 64);
`

/**
 * A segment is written anew once half of what it has was removed, and not a tenth: in a log that is full, as many lines go as come, and the
 * oldest segments hold the most (https://sqlite.org/fts5.html#the_deletemerge_configuration_option, ADR 47).
 */
const seldomRewrites = `
  INSERT INTO text_index (text_index, rank) VALUES ('deletemerge', 50);
  INSERT INTO pair_index (pair_index, rank) VALUES ('deletemerge', 50);
`

/** Lines of batches up to this position have neither their units nor their last two characters in the indexes (text-index.ts). */
const unitsAndEnds = `
  CREATE TABLE indexed_after (position INTEGER NOT NULL) STRICT;
  INSERT INTO indexed_after SELECT coalesce(max(position), 0) FROM batches;
`

/**
 * Lines are written thousands at a time (ADR 73). Requests have random names, so that an index of them has every page changed by each
 * such commit: lines of batches from here on have the name as a token in `pair_index` instead. Merges begin at as many segments as FTS5
 * allows, and go in small steps.
 */
const fewerWrites = `
  DROP INDEX batches_of_request;
  DROP INDEX lines_of_request;
  CREATE TABLE requests_indexed_after (position INTEGER NOT NULL) STRICT;
  INSERT INTO requests_indexed_after SELECT coalesce(max(position), 0) FROM batches;
  INSERT INTO text_index (text_index, rank) VALUES ('automerge', 64);
  INSERT INTO text_index (text_index, rank) VALUES ('crisismerge', 256);
  INSERT INTO pair_index (pair_index, rank) VALUES ('automerge', 64);
  INSERT INTO pair_index (pair_index, rank) VALUES ('crisismerge', 256);
`

/** Once released a migration never changes: what comes later is a new entry. */
export const logMigrations: readonly string[] = [linesAndIndexes, seldomMerges, seldomRewrites, unitsAndEnds, fewerWrites]
