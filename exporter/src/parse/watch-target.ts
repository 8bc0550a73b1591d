/** A service that is asked over HTTP whether it works. */
export interface HttpTarget {
  readonly name: string
  readonly url: string
}

/** Processes that should be running: by their `name`, or by a command line that matches `pattern`. */
export interface ProcessTarget {
  readonly name: string
  readonly pattern: RegExp | undefined
}

const nameFirst = /^([A-Za-z0-9][A-Za-z0-9._-]{0,62})(?:=(.+))?$/s

const isOwnHost = (hostname: string): boolean => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)

/** Hides everything before the last @ of an address: a password may itself contain any character. */
const shown = (text: string): string => JSON.stringify(text.replace(/:\/\/.*@/s, '://…@').slice(0, 120))

/**
 * Reads `NAME=URL`. `isRemoteAllowed` lets the URL lead to another machine.
 *
 * @throws for any other text, saying what was expected.
 */
export const parseHttpTarget = (text: string, { isRemoteAllowed = false } = {}): HttpTarget => {
  const [, name, url] = nameFirst.exec(text) ?? []
  const parsed = url !== undefined && URL.canParse(url) ? new URL(url) : undefined
  if (name === undefined || url === undefined || parsed?.protocol !== 'http:') {
    throw new Error(`expected NAME=URL such as kiosk=http://127.0.0.1:8080/healthz, found ${shown(text)}`)
  }
  if (!isRemoteAllowed && !isOwnHost(parsed.hostname)) {
    throw new Error(`expected a URL of this device (127.0.0.1, ::1 or localhost), found ${shown(text)}`)
  }
  return { name, url }
}

/** Reads `NAME` or `NAME=PATTERN`. @throws if it is neither, or the pattern is no regular expression. */
export const parseProcessTarget = (text: string): ProcessTarget => {
  const [, name, pattern] = nameFirst.exec(text) ?? []
  if (name === undefined) throw new Error(`expected NAME or NAME=PATTERN such as browser=chromium.*--kiosk, found ${shown(text)}`)
  if (pattern === undefined) return { name, pattern }
  try {
    return { name, pattern: new RegExp(pattern) }
  } catch (error) {
    throw new Error(`expected a regular expression after ${name}=, found ${shown(pattern)}: ${(error as Error).message}`, { cause: error })
  }
}

/** Whether a systemd unit can have this name (systemd.unit(5)). A template has no state: its instances have. */
export const isUnitName = (text: string): boolean => /^(?!.*@(?:\.[a-z]+)?$)[A-Za-z0-9:_.\\@][A-Za-z0-9:_.\\@-]{0,254}$/.test(text)

/** Reads the name of a systemd unit, with `.service` added if it has no type. @throws if no unit can have it. */
export const parseUnitName = (text: string): string => {
  if (!isUnitName(text)) throw new Error(`expected the name of a unit such as kiosk.service, found ${shown(text)}`)
  return /\.(service|socket|device|mount|automount|swap|target|path|timer|slice|scope)$/.test(text) ? text : `${text}.service`
}
