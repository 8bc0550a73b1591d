import { check } from './check.ts'
import type { Command } from './command.ts'
import { once } from './once.ts'
import { run } from './run.ts'
import { status } from './status.ts'
import { watchServer } from './watch-server.ts'

/** The verbs of the program. */
export const commands: Readonly<Record<string, Command>> = { run, once, check, status, 'watch-server': watchServer }
