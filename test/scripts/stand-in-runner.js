/*
 * Stands in for ansible/runner/bin/mimamori-runner.js and mimamori-devices.js if a test needs an end that the real one comes to only with
 * devices.
 * It notes its arguments and does what `behaviour.json` beside the checkout's top says. It leaves out: plan, waves, result.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const top = join(import.meta.dirname, '..', '..', '..')
const { stdout = '', stderr = '', exitCode = 0, staysUntil, help } = JSON.parse(readFileSync(join(top, 'behaviour.json'), 'utf8'))
appendFileSync(join(top, 'calls.jsonl'), `${JSON.stringify({ arguments: process.argv.slice(2), isTerminal: process.stdout.isTTY === true, processId: process.pid })}\n`)
process.stdout.write(process.argv.includes('--help') ? help ?? stdout : stdout)
process.stderr.write(stderr)
process.on('SIGINT', () => { process.exit(130) })
if (process.argv.includes('--help')) process.exit(0)
if (staysUntil === undefined) process.exitCode = exitCode
else setInterval(() => { if (existsSync(staysUntil) || !existsSync(top)) process.exit(exitCode) }, 50)
