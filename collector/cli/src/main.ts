#!/usr/bin/env node
/** `mimamori`: the administrator's commands. They ask the running collector over HTTP. */
import { commandAsCalled } from './command-as-called.ts'
import { askSecretOnTerminal } from './ask-secret.ts'
import { confirmOnTerminal, showProgressOnTerminal } from './ask-on-terminal.ts'
import { run } from './run.ts'
import { withServiceSettings } from './service-settings.ts'

// A reader that has seen enough, such as head, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await run(process.argv.slice(2), {
  env: withServiceSettings(process.env),
  command: commandAsCalled(process.env),
  askSecret: askSecretOnTerminal,
  confirm: confirmOnTerminal,
  ...showProgressOnTerminal && { showProgress: showProgressOnTerminal },
  // https://no-color.org
  hasColours: process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === '',
  print: (line) => { process.stdout.write(`${line}\n`) },
  printError: (line) => { process.stderr.write(`${line}\n`) }
})
