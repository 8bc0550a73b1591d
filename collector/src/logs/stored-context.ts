import { z } from 'zod'
import { readJson } from '../platform/storage/read-json.ts'
import type { LogLine } from '../devices/snapshot/log-line.ts'

const context = z.record(z.string(), z.unknown())

/** A line's context from its JSON; if it cannot be read, it is text in it, under `unreadable`. */
export const readContext = (text: string): NonNullable<LogLine['context']> => readJson(text, context) ?? { unreadable: text }
