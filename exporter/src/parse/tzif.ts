/** One way in which the clock has been set in a time zone. */
export interface ZoneType {
  readonly offsetSeconds: number
  /** Its short name, such as `JST`. */
  readonly name: string
}

/** A compiled time zone: its types, and from when each applies. */
export interface TimeZone {
  /** Unix time in seconds, ascending. */
  readonly transitions: readonly { readonly atSeconds: number, readonly type: ZoneType }[]
  /** The type before the first transition. */
  readonly first: ZoneType
}

/** Reads /etc/localtime: TZif, version 2 or later (RFC 8536). Throws if it is something else. */
export const parseTimeZone = (file: Uint8Array): TimeZone => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const isHeader = (at: number): boolean => at + 44 <= file.byteLength && view.getUint32(at) === 0x545a6966
  if (!isHeader(0) || view.getUint8(4) < 0x32) throw new Error('expected a compiled time zone of version 2 or later')
  const sizes = (at: number) => {
    const [isUt, isStd, leap, time, type, chars] = [20, 24, 28, 32, 36, 40].map((offset) => view.getUint32(at + offset)) as [
      number,
      number,
      number,
      number,
      number,
      number
    ]
    return { isUt, isStd, leap, time, type, chars }
  }
  // The first block, with 32-bit times, exists for old readers only.
  const old = sizes(0)
  const header = 44 + old.time * 5 + old.type * 6 + old.chars + old.leap * 8 + old.isStd + old.isUt
  if (!isHeader(header)) throw new Error('the time zone is cut off')
  const { time, type, chars } = sizes(header)
  const times = header + 44
  const indices = times + time * 8
  const types = indices + time
  const names = types + type * 6
  if (type === 0 || names + chars > file.byteLength) throw new Error('the time zone is cut off')
  const readType = (index: number): ZoneType => {
    const at = types + index * 6
    const start = names + view.getUint8(at + 5)
    const end = file.indexOf(0, start)
    return { offsetSeconds: view.getInt32(at), name: String.fromCharCode(...file.subarray(start, end)) }
  }
  return {
    first: readType(0),
    transitions: Array.from({ length: time }, (_, i) => ({
      atSeconds: Number(view.getBigInt64(times + i * 8)),
      type: readType(view.getUint8(indices + i))
    }))
  }
}

/** The type at a time. After the last transition this is the last type: Debian's files list them until 2037. */
export const zoneAt = ({ transitions, first }: TimeZone, atSeconds: number): ZoneType =>
  transitions.findLast((transition) => transition.atSeconds <= atSeconds)?.type ?? first
