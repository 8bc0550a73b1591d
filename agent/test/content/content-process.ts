/** Brings a device's content and ends when it is there: content-process.ts DIRECTORY URL KEY VERSION BYTES_PER_SECOND. */
import { createContentClient } from '../../src/content/content-client.ts'
import { startContentSync } from '../../src/content/content-sync.ts'
import { systemClock } from '../../src/device/clock.ts'

const [directory = '', url = '', key = '', version = '', bytesPerSecond = ''] = process.argv.slice(2)
const sync = startContentSync({
  directory,
  client: createContentClient({ baseUrl: new URL(url), key: () => key, timeoutMs: 5000, bytesPerSecond: Number(bytesPerSecond) }),
  checks: { directory, limitMs: new Map() },
  // A device that was switched on in 1970.
  clock: { ...systemClock, wallMs: () => 60_000 },
  random: Math.random,
  spread: 0,
  intervalMs: () => 1000,
  onChange: () => { if (sync.version === version) void sync.stop() },
  onProgress: () => {},
  onProblem: ({ message }) => { process.stderr.write(`${message}\n`) }
})
sync.want(version)
