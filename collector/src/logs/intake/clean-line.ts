import { requestIdFields } from '@mimamori/contract/log-fields'
import { timeSlice } from '../../platform/event-loop/time-slice.ts'
import type { NewLogLine } from '../../devices/snapshot/log-line.ts'
import { boundContext, cleanText, withoutSecrets } from './log-context.ts'

const longest = { message: 8192, unit: 256, requestId: 100 } as const

/** A unit is printed before the message: these would begin another line or change how it is shown. */
const lineBreakers = /[\p{Cc}\u2028\u2029]/gu

/** Undefined if the line's context names none. */
const requestIdIn = (context: NewLogLine['context']): string | undefined => {
  const id = requestIdFields.map((name) => context?.[name]).find((value) => typeof value === 'string' || typeof value === 'number')
  return id === undefined || id === '' ? undefined : withoutSecrets(String(id), longest.requestId)
}

/** A line as it is stored: without secrets, bounded, and not later than its receipt. */
export const cleanLine = ({ level, message, eventMs, estimated, unit, context }: NewLogLine, receivedMs: number): NewLogLine => {
  const bounded = context && boundContext(context)
  // Read from the whole context: the line of an error often has more than is stored, and is searched by its request.
  const requestId = requestIdIn(context)
  return {
    level,
    message: withoutSecrets(message, longest.message),
    eventMs: Math.min(eventMs, receivedMs),
    ...estimated === true && { estimated },
    ...unit !== undefined && { unit: cleanText(unit, longest.unit).replaceAll(lineBreakers, '\ufffd') },
    ...bounded !== undefined && { context: bounded },
    ...requestId !== undefined && { requestId }
  }
}

/** In slices: a thousand lines with much context would delay as many reports. */
export const cleanLines = async (lines: readonly NewLogLine[], receivedMs: number): Promise<readonly NewLogLine[]> => {
  const slice = timeSlice()
  const cleaned: NewLogLine[] = []
  for (const line of lines) {
    cleaned.push(cleanLine(line, receivedMs))
    await slice.pause()
  }
  return cleaned
}
