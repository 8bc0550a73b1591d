/** `npm run lab`: three devices of systemd containers with the bundled agent, and a collector, until Ctrl-C. */
import { terminalLanguage } from '@mimamori/program/language'
import { asksForHelp } from '../../collector/src/platform/config/settings-help.ts'
import { askAsAdmin } from '../simulator/admin-api.ts'
import { missingForLab } from './requirements.ts'
import { labText } from './text.ts'
import { startWatchedLab } from './watched-lab.ts'

const text = labText(terminalLanguage(process.env))
const print = (line: string): void => { process.stdout.write(`${line}\n`) }

const runLab = async (): Promise<void> => {
  const end = new AbortController()
  // Through npm, Ctrl-C arrives twice; the second one changes nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end.abort())
  const signalled = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()))
  const lab = await startWatchedLab({ ids: ['pi-lab-1', 'pi-lab-2', 'pi-lab-3'], intervalSeconds: 10, say: print })
  try {
    if (!end.signal.aborted) {
      const { link } = await askAsAdmin<{ readonly link: string }>(lab.collector, '/api/login-codes', {})
      print(text.link(link))
      for (const { id, address, port } of lab.devices) print(text.device({ id, address, port, keyFile: lab.keyFile }))
      print(text.howToStop)
    }
    const ended = await Promise.race([signalled, lab.collector.ended])
    if (ended !== undefined) throw new Error(`the collector ended by itself (${String(ended.signal ?? ended.code)}): ${ended.errors}`)
  } finally {
    await lab.end()
  }
}

const words = process.argv.slice(2)
if (asksForHelp(words)) {
  print(text.help)
} else {
  const mistakes = words.length > 0 ? [text.noArguments(words.join(' '))] : missingForLab()
  for (const line of mistakes) process.stderr.write(`lab: ${line}\n`)
  if (mistakes.length > 0) process.exitCode = 2
  else await runLab()
}
