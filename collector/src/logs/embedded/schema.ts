/** The tables of logs.db. A line's id is its position in time (line-id.ts). */
const tables = `
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
  CREATE INDEX lines_of_warnings ON lines (id) WHERE level >= 2;
`

/** Versions 1 to 5 had an entry of the text indexes for each line, and more indexes of the tables. */
const dropEarlierIndexes = `
  ${['text_index', 'pair_index', 'indexed_after', 'requests_indexed_after'].map((table) => `DROP TABLE IF EXISTS ${table};`).join('')}
  ${['lines_of_batch', 'lines_of_device', 'lines_of_request', 'batches_of_request', 'batches_of_run']
    .map((index) => `DROP INDEX IF EXISTS ${index};`).join('')}
`

/**
 * `text_index` has the trigrams of a block of messages (line-blocks.ts), `pair_index` the neighbours among their characters beyond ASCII,
 * their devices, units, requests and runs (text-index.ts): both without the text, which is in `lines`, and without positions, since
 * any result is compared with the line (https://sqlite.org/fts5.html#the_detail_option). An index of a table by any of these
 * names would have pages changed all over by each commit of thousands of lines (ADR 73). Merges are rare, since they take more of the
 * writer's time than anything else does (ADR 35). Pages of 1,000 bytes (`pgsz`) have FTS5 jump within a list of 4,000 blocks; without, it
 * reads lists of up to 16,000 to their end. Existing lines are indexed later, the newest first (index-old-lines.ts).
 */
const indexesOfBlocks = `
  CREATE TABLE unindexed (high INTEGER NOT NULL) STRICT; -- the highest id; no row once all are indexed
  INSERT INTO unindexed SELECT max(id) FROM lines HAVING max(id) IS NOT NULL;
  CREATE VIRTUAL TABLE text_index USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
  CREATE VIRTUAL TABLE pair_index USING fts5(pairs, content='', contentless_delete=1, detail=none, tokenize='ascii');
  ${['text_index', 'pair_index'].map((index) => `
    INSERT INTO ${index} (${index}, rank)
    VALUES ('hashsize', 8388608), ('pgsz', 1000), ('automerge', 64), ('crisismerge', 256), ('deletemerge', 50);
  `).join('')}
`

/** One entry for each version. Versions 2 to 5 made only indexes that 6 drops: their entries are empty. A change is a new entry. */
export const logMigrations: readonly string[] = [tables, '', '', '', '', dropEarlierIndexes + indexesOfBlocks]
