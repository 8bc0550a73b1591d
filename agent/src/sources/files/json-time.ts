/** The names under which loggers write the time: bunyan and slog, winston and Logback, zap and structlog, Elastic's. */
const names = ['time', 'timestamp', 'ts', '@timestamp'] as const

/** ISO 8601, also as Python writes it, with a blank and a comma. */
const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/

/** Unix milliseconds from seconds, milliseconds, microseconds or nanoseconds; the magnitude tells which. */
const fromNumber = (value: number): number => value < 1e11 ? value * 1e3 : value < 1e14 ? value : value < 1e17 ? value / 1e3 : value / 1e6

const fromText = (text: string): number => {
  const [found, date, time, fraction = '', zone = ''] = iso.exec(text) ?? []
  const milliseconds = `${fraction}000`.slice(0, 3)
  return found === undefined ? NaN : Date.parse(`${date}T${time}.${milliseconds}${zone.replace(/(\d\d):?(\d\d)$/, '$1:$2')}`)
}

/** The time that a line of JSON has, in Unix milliseconds. */
export const jsonTime = (line: string): number | undefined => {
  if (!line.startsWith('{')) return undefined
  try {
    const entry = JSON.parse(line) as Readonly<Record<string, unknown>>
    return names.map((name) => entry[name])
      .map((value) => typeof value === 'number' ? fromNumber(value) : fromText(String(value)))
      .find((ms) => ms >= 0)
  } catch {
    return undefined
  }
}
