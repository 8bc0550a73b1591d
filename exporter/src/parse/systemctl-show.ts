/** The properties of one unit (or of the manager itself) by name, as `systemctl show` prints them. */
export type UnitProperties = ReadonlyMap<string, string>

/** Reads `systemctl show`: `Name=value` lines, and an empty line between units. */
export const parseSystemctlShow = (text: string): UnitProperties[] => {
  const units: UnitProperties[] = []
  for (const block of text.split(/\n{2,}/)) {
    const properties = new Map<string, string>()
    for (const line of block.split('\n')) {
      const equals = line.indexOf('=')
      if (equals > 0) properties.set(line.slice(0, equals), line.slice(equals + 1))
    }
    if (properties.size > 0) units.push(properties)
  }
  return units
}

/** A counter of systemd; undefined if it has none: `[not set]`, `infinity`, or the largest number, which stands for that. */
export const unitCount = (text: string | undefined): number | undefined =>
  text === undefined || !/^\d+$/.test(text) || text === '18446744073709551615' ? undefined : Number(text)

/**
 * A time of systemd with `--timestamp=us+utc`, such as `Wed 2026-11-25 11:10:42.123456 UTC`, in seconds since 1970; 0
 * if it never was (`n/a` or nothing), as on D-Bus.
 */
export const unitTimestamp = (text: string | undefined): number => {
  const match = /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)? UTC$/.exec(text ?? '')
  if (match === null) return 0
  return Date.parse(`${match[1]}T${match[2]}Z`) / 1000 + Number(match[3] ?? 0)
}
