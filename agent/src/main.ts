#!/usr/bin/env node
import { runCommandLine } from './command-line.ts'
import { textFor } from './text/index.ts'

/** `run` never comes here: the stream costs 1.5 MB. The reader may stop before the end, as head does. */
const print = (line: string): void => {
  const { stdout } = process
  if (stdout.listenerCount('error') === 0) stdout.on('error', () => {})
  stdout.write(line + '\n')
}

void runCommandLine({
  args: process.argv.slice(2),
  env: process.env,
  text: textFor(process.env),
  print,
  printError: (line) => process.stderr.write(line + '\n')
})
  // And not when the last handle has closed: a collection that hangs must not hold up a shutdown.
  .then((exitCode) => process.exit(exitCode))
