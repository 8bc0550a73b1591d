/** How the text of a setting becomes its value. A parser gives the value, or throws with what it expected. */
export type Parse<Value> = (text: string) => Value

const expected = (what: string): never => { throw new Error(`expected ${what}`) }

export const text: Parse<string> = (value) => value === '' ? expected('some text') : value

export const yesNo: Parse<boolean> = (value) => value === 'yes' ? true : value === 'no' ? false : expected('yes or no')

export const wholeNumber = (min: number, max: number): Parse<number> => (value) => {
  const number = Number(value)
  return /^\d{1,15}$/.test(value) && number >= min && number <= max ? number : expected(`a whole number from ${min} to ${max}`)
}

export interface ListenAddress {
  readonly host: string
  readonly port: number
}

/** `127.0.0.1:8080`, `[::1]:8080`, `0.0.0.0:8080`. Port 0 takes a free one. */
export const listenAddress: Parse<ListenAddress> = (value) => {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+)):(\d{1,5})$/.exec(value)
  const port = Number(match?.[3])
  if (!match || port > 65_535) return expected('ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080')
  return { host: (match[1] ?? match[2])!, port }
}

/** An IANA time zone that this Node knows. */
export const timeZone: Parse<string> = (value) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return expected('a time zone such as Asia/Tokyo')
  }
}

/** `north=Asia/Tokyo,south=Asia/Taipei`. */
export const siteTimeZones: Parse<Readonly<Record<string, string>>> = (value) =>
  Object.fromEntries(value.split(',').map((pair) => {
    const equals = pair.lastIndexOf('=')
    if (equals < 1) return expected('SITE=TIME/ZONE pairs separated by commas, such as north=Asia/Tokyo')
    return [pair.slice(0, equals).trim(), timeZone(pair.slice(equals + 1).trim())]
  }))

/** The origin under which browsers reach the collector: no path, no slash at the end. */
export const origin: Parse<string> = (value) => {
  const url = URL.parse(value)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== value.replace(/\/$/, '')) return expected('an origin such as https://mimamori.factory.lan')
  return url.origin
}

/** At least as long as what we would generate by hand: a short one could be guessed over the LAN. */
export const secret: Parse<string> = (value) =>
  /^[\x21-\x7e]{32,256}$/.test(value) ? value : expected('32 to 256 characters without spaces; or leave it out and one is generated')
