#!/usr/bin/env node
/** `mimamori-runner`: updates the fleet from the server. Runs live in a process of their own, and nothing here may end them. */
import { processTerminal } from './platform/terminal/process-terminal.ts'
import { run } from './cli/run.ts'

process.exitCode = await run(process.argv.slice(2), processTerminal())
