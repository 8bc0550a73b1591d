/** `npm run publish-agent`: packs the agent of this checkout with Node.js, for the role `mimamori.fleet.agent` to bring to the devices. */
import { join } from 'node:path'
import { terminalLanguage } from '@mimamori/program/language'
import { runPublishAgent } from './publish-agent/run-publish-agent.ts'

process.exitCode = await runPublishAgent(process.argv.slice(2), {
  checkout: join(import.meta.dirname, '..'),
  language: terminalLanguage(process.env),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
