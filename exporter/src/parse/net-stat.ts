/** One counter of the network stack. */
export interface NetStatField {
  /** Such as `Tcp`, `IpExt`, `Icmp6`. */
  readonly protocol: string
  readonly name: string
  readonly value: number
}

const numeric = (value: string | undefined, where: string): number => {
  const number = Number(value)
  if (value === undefined || value === '' || Number.isNaN(number)) {
    throw new Error(`expected a number for ${where}, found ${JSON.stringify(value)}`)
  }
  return number
}

/**
 * Reads /proc/net/netstat and /proc/net/snmp: pairs of lines, `Tcp: NAME NAME …` and `Tcp: NUMBER NUMBER …`. `select` says which
 * columns of a heading to read; the others cost next to nothing.
 */
export const parseNetStat = (text: string, select: (protocol: string, heading: readonly string[]) => readonly number[]): NetStatField[] => {
  const fields: NetStatField[] = []
  const lines = text.split('\n')
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const heading = lines[i]!.split(' ')
    const protocol = heading[0]!.slice(0, -1)
    const wanted = select(protocol, heading)
    if (wanted.length === 0) continue
    const values = lines[i + 1]!.split(' ')
    if (values.length !== heading.length || values[0] !== heading[0]) {
      throw new Error(`the headings and the numbers of ${protocol} do not match`)
    }
    for (const column of wanted) {
      fields.push({ protocol, name: heading[column]!, value: numeric(values[column], `${protocol} ${heading[column]!}`) })
    }
  }
  return fields
}

/** Reads /proc/net/snmp6: a line for each counter, `Ip6InReceives NUMBER`. */
export const parseSnmp6 = (text: string): NetStatField[] => {
  const fields: NetStatField[] = []
  for (const line of text.split('\n')) {
    const [key = '', value] = line.split(/\s+/)
    const six = key.indexOf('6')
    if (six !== -1) fields.push({ protocol: key.slice(0, six + 1), name: key.slice(six + 1), value: numeric(value, key) })
  }
  return fields
}
