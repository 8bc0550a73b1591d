#!/usr/bin/env node
import { runCommandLine } from './command-line.ts'
import { textFor } from './text/index.ts'

void runCommandLine({
  args: process.argv.slice(2),
  env: process.env,
  text: textFor(process.env),
  print: (line) => process.stdout.write(line + '\n'),
  printError: (line) => process.stderr.write(line + '\n')
})
  // And not when the last handle has closed: a collection that hangs must not hold up a shutdown.
  .then((exitCode) => process.exit(exitCode))
