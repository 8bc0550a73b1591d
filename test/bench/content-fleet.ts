/**
 * Devices' content in one process: content-fleet.ts DIRECTORY URL VERSION SPREAD_MS KEYS_FILE; each in a directory of its own,
 * DIRECTORY/0 and so on.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContentClient } from '../../agent/src/content/content-client.ts'
import { startContentSync } from '../../agent/src/content/content-sync.ts'
import { systemClock } from '../../agent/src/device/clock.ts'

const [directory = '', url = '', version = '', spreadMs = '', keysFile = ''] = process.argv.slice(2)
const keys = JSON.parse(readFileSync(keysFile, 'utf8')) as readonly string[]

for (const [index, key] of keys.entries()) {
  const sync = startContentSync({
    directory: join(directory, String(index)),
    client: createContentClient({ baseUrl: new URL(url), key: () => key, timeoutMs: 60_000, bytesPerSecond: 0 }),
    checks: { directory, limitMs: new Map() },
    clock: systemClock,
    random: Math.random,
    spread: index / keys.length,
    intervalMs: () => 60_000,
    onChange: () => { if (sync.version === version) void sync.stop() },
    onProgress: () => {},
    // A server that has too many downloads for now is asked again.
    onProblem: () => {}
  })
  sync.want(version, Number(spreadMs))
}
