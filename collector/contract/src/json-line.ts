import { levelOfName, type LogLevel } from './level-names.ts'

/** The parts of a line of JSON. */
export interface JsonLine {
  readonly message: string
  readonly level?: LogLevel
  readonly context: Readonly<Record<string, unknown>>
}

/** The names under which loggers write the message: pino and bunyan, zap and winston, structlog. */
const messageNames = ['msg', 'message', 'event'] as const
/** …and the error: pino and bunyan, zerolog, zap and logrus. */
const errorNames = ['err', 'error'] as const
/** …and the level: pino, Google's logging, python-json-logger, zerolog. */
const levelNames = ['level', 'severity', 'levelname', 'lvl'] as const
/** Fields that the line has elsewhere, or that are the same in every line. */
const leftOut: ReadonlySet<string> = new Set([...levelNames, 'pid', 'hostname', 'v'])
/** The contract's limit for the name of an entry. */
const longestName = 64
/** How deep its objects and lists are at most: some thousands of levels fit into a line, and are more than V8 writes again as JSON. */
const deepest = 32

/** Pino's and bunyan's numbers: 30 is info, 40 warn, 50 error. */
const levelOfNumber = (number: number): LogLevel => number >= 50 ? 'error' : number >= 40 ? 'warn' : number >= 30 ? 'info' : 'debug'

const levelOf = (value: unknown): LogLevel | undefined =>
  typeof value === 'number' ? levelOfNumber(value) : typeof value === 'string' ? levelOfName(value) : undefined

const errorOf = (value: unknown): string | undefined => {
  const said = typeof value === 'object' && value !== null && 'message' in value ? value.message : value
  return typeof said === 'string' && said !== '' ? said : undefined
}

/** Appends the error, unless the message has it already: the message is what people search. */
const withError = (message: string, value: Readonly<Record<string, unknown>>): string => {
  const error = errorNames.map((name) => errorOf(value[name])).find((found) => found !== undefined)
  return error === undefined || message.includes(error) ? message : `${message}: ${error}`
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))

/** Reads a line that is one JSON object with a message, and not nested too deep; undefined for any other. */
export const readJsonLine = (text: string): JsonLine | undefined => {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined
  let value: Record<string, unknown>
  try {
    value = JSON.parse(text) as Record<string, unknown>
  } catch {
    return undefined
  }
  const messageName = messageNames.find((name) => typeof value[name] === 'string')
  if (messageName === undefined || isDeeper(value, deepest)) return undefined
  const level = levelNames.map((name) => levelOf(value[name])).find((found) => found !== undefined)
  const context = Object.entries(value).filter(([name]) => name !== messageName && name.length <= longestName && !leftOut.has(name))
  return {
    message: withError(value[messageName] as string, value),
    ...(level !== undefined && { level }),
    context: Object.fromEntries(context)
  }
}
