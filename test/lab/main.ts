/** `npm run lab`: three devices of systemd containers with the bundled agent, and a collector, until Ctrl-C. */
import { askAsAdmin } from '../simulator/admin-api.ts'
import { missingForLab } from './requirements.ts'
import { startWatchedLab } from './watched-lab.ts'

const print = (line: string): void => { process.stdout.write(`${line}\n`) }

const end = new AbortController()
// Through npm, Ctrl-C arrives twice; the second one changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.abort())
const told = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()))

const missing = missingForLab()
if (missing.length > 0) {
  for (const line of missing) process.stderr.write(`lab: ${line}\n`)
  process.exitCode = 2
} else {
  const lab = await startWatchedLab({ ids: ['pi-lab-1', 'pi-lab-2', 'pi-lab-3'], intervalSeconds: 10, say: print })
  try {
    if (!end.signal.aborted) {
      const { link } = await askAsAdmin<{ readonly link: string }>(lab.collector, '/api/login-codes', {})
      print(`\nOpen this link to log in (once, within ten minutes):\n\n  ${link}\n`)
      for (const { id, address, port } of lab.devices) print(`  ${id}: ssh -i ${lab.keyFile} root@${address}; pull its cable: ip link set ${port} down`)
      print('\nCtrl-C pulls every plug and removes all of it.')
    }
    const ended = await Promise.race([told, lab.collector.ended])
    if (ended !== undefined) throw new Error(ended)
  } finally {
    await lab.end()
  }
}
