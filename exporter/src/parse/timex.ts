/** The values in the order of the output: the state of the clock (TIME_OK 0 … TIME_ERROR 5), then struct timex without its padding. */
const fields = [
  'state', 'offset', 'freq', 'maxerror', 'esterror', 'status', 'constant', 'precision', 'tolerance', 'sec', 'usec', 'tick',
  'ppsfreq', 'jitter', 'shift', 'stabil', 'jitcnt', 'calcnt', 'errcnt', 'stbcnt', 'tai'
] as const

/** The answer of adjtimex(2), unscaled, under its own names. */
export type Timex = Readonly<Record<(typeof fields)[number], number>>

/** Reads the numbers that the command of the timex collector prints. */
export const parseTimex = (printed: string): Timex => {
  const numbers = printed.trim().split(' ').map(Number)
  if (numbers.length !== fields.length || numbers.some((number) => !Number.isInteger(number))) {
    throw new Error(`expected ${fields.length} whole numbers from adjtimex, found ${JSON.stringify(printed.trim())}`)
  }
  return Object.fromEntries(fields.map((field, i) => [field, numbers[i]!])) as Timex
}
