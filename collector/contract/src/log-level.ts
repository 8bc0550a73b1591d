import { z } from 'zod'

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = typeof logLevels[number]

/** What others call them: syslog (RFC 5424), Python's logging, log4j and SLF4J, java.util.logging, .NET, pino, Go's and Rust's. */
const otherNames: Readonly<Record<string, LogLevel>> = {
  trace: 'debug', verbose: 'debug', fine: 'debug', finer: 'debug', finest: 'debug',
  information: 'info', informational: 'info', notice: 'info', log: 'info',
  warning: 'warn',
  err: 'error', severe: 'error', critical: 'error', crit: 'error', fatal: 'error', alert: 'error', emerg: 'error', emergency: 'error', panic: 'error', dpanic: 'error'
}
const isLogLevel = (name: string): name is LogLevel => (logLevels as readonly string[]).includes(name)
/** Undefined for a name that is no level's. */
const levelOf = (name: string): LogLevel | undefined => isLogLevel(name) ? name : Object.hasOwn(otherNames, name) ? otherNames[name] : undefined

/** A level by any logger's name for it, in upper or lower case, as one of the four. */
export const logLevel = z.string().transform((name, context) => {
  const level = levelOf(name.toLowerCase())
  if (level !== undefined) return level
  context.addIssue({ code: 'custom', message: 'expected debug, info, warn or error, or what other loggers call them, such as trace, notice, warning, critical or fatal', input: name })
  return z.NEVER
})
