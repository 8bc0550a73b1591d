/** `npm run package`: makes Debian packages of the agent and the server of this checkout. */
import { join } from 'node:path'
import { terminalLanguage } from '@mimamori/program/language'
import { runPackage } from './package/run-package.ts'

process.exitCode = await runPackage(process.argv.slice(2), {
  checkout: join(import.meta.dirname, '..'),
  env: process.env,
  language: terminalLanguage(process.env),
  print: (line) => { process.stdout.write(`${line}\n`) },
  complain: (line) => { process.stderr.write(`mimamori: ${line}\n`) }
})
