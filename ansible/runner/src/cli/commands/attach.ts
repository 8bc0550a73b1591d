import type { CommandFunction } from '../context.ts'
import { followRun } from './follow-run.ts'

export const attachCommand: CommandFunction = (context) => followRun(context.given.attach!, context)
