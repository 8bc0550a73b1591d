export const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = typeof logLevels[number]

/** Names of the levels elsewhere: syslog (RFC 5424), Python's logging, log4j and SLF4J, java.util.logging, .NET, pino, Go's and Rust's. */
const otherNames: Readonly<Record<string, LogLevel>> = {
  trace: 'debug',
  verbose: 'debug',
  fine: 'debug',
  finer: 'debug',
  finest: 'debug',
  information: 'info',
  informational: 'info',
  notice: 'info',
  log: 'info',
  warning: 'warn',
  err: 'error',
  severe: 'error',
  critical: 'error',
  crit: 'error',
  fatal: 'error',
  alert: 'error',
  emerg: 'error',
  emergency: 'error',
  panic: 'error',
  dpanic: 'error'
}
const isLogLevel = (name: string): name is LogLevel => (logLevels as readonly string[]).includes(name)

/**
 * A level by any logger's name for it, in upper or lower case, as one of the four; undefined for a name of no level. No imports: the
 * agent includes it, too.
 */
export const levelOfName = (name: string): LogLevel | undefined => {
  const lower = name.toLowerCase()
  return isLogLevel(lower) ? lower : Object.hasOwn(otherNames, lower) ? otherNames[lower] : undefined
}
