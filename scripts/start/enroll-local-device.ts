import { readPrivateFile, writePrivateFile } from './private-file.ts'

interface Deps {
  readonly id: string
  /** The files with the agent's id and key. */
  readonly files: { readonly id: string, readonly key: string }
  /** Gives the output of `mimamori ARGS`; rejects if it fails. */
  readonly ask: (...args: readonly string[]) => Promise<string>
  /** The same; undefined if it fails. */
  readonly tryToAsk: (...args: readonly string[]) => Promise<string | undefined>
}

/** The result, or the state of a device that had its key already. */
export type LocalDeviceOutcome = 'enrolled' | 'keyReplaced' | 'known' | 'revoked' | 'retired'

/** The address by which the collector recognises the device of its own machine, the only one that it may probe at loopback. */
const localAddress = '127.0.0.1'

const keyOf = (json: string): string => (JSON.parse(json) as { key: string }).key

/**
 * Makes this machine a device of its own collector, and writes its id and key; a device that was ended on purpose stays so. Rejects as
 * `ask` does.
 */
export const enrollLocalDevice = async ({ id, files, ask, tryToAsk }: Deps): Promise<LocalDeviceOutcome> => {
  writePrivateFile(files.id, `${id}\n`)
  const known = await tryToAsk('devices', 'show', id, '--json')
  if (known === undefined) {
    writePrivateFile(files.key, `${keyOf(await ask('devices', 'enroll', id, '--address', localAddress, '--json'))}\n`)
    return 'enrolled'
  }
  if (readPrivateFile(files.key) === undefined) {
    writePrivateFile(files.key, `${keyOf(await ask('devices', 'rotate', id, '--json'))}\n`)
    return 'keyReplaced'
  }
  const { state } = JSON.parse(known) as { state: string }
  return state === 'revoked' || state === 'retired' ? state : 'known'
}
