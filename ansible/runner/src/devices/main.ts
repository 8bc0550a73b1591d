#!/usr/bin/env node
/**
 * `mimamori-devices`: adds devices to the fleet from the server, gives them new keys, and retires them. Most people start it by a
 * script in scripts/.
 */
import { processTerminal } from '../platform/terminal/process-terminal.ts'
import { exitCodes } from './exit-codes.ts'
import { run } from './run.ts'

const terminal = processTerminal()
// Every step can be repeated, so an interrupted one simply ends.
terminal.interrupted.addEventListener('abort', () => { process.exit(exitCodes.interrupted) })

process.exitCode = await run(process.argv.slice(2), { ...terminal, isInteractive: process.stdin.isTTY })
