/** Seconds in a greater unit, for a field; empty for none. */
export const inUnits = (seconds: number | undefined, unitSeconds: number): string =>
  seconds === undefined ? '' : String(Number((seconds / unitSeconds).toFixed(4)))

/** A number of units as people type it, in full-width digits too; undefined for any other text. */
export const secondsOf = (typed: string, unitSeconds: number): number | undefined => {
  const digits = typed.normalize('NFKC').replace(',', '.')
  return /^\d+(?:\.\d+)?$/.test(digits) ? Math.round(Number(digits) * unitSeconds) : undefined
}
