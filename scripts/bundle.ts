/** `npm run bundle`: makes one file with which a server without internet is installed, for each architecture. */
import { join } from 'node:path'
import { terminalLanguage } from '@mimamori/program/language'
import { runBundle } from './bundle/run-bundle.ts'

process.exitCode = await runBundle(process.argv.slice(2), {
  checkout: join(import.meta.dirname, '..'),
  env: process.env,
  language: terminalLanguage(process.env),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
