import type { ClientStatus } from '@mimamori/contract'
import { takeKeyCommand } from '@mimamori/contract/take-key-command'
import { shellWord } from '../text/index.ts'
import { isServerItself, reachAddress } from './reach-address.ts'

/** The agent that `npm start` runs reads its key below the data directory. */
export interface OwnAgent {
  readonly isStartedByNpm: boolean
  readonly dataDirectory: string
}

/** Gives a device a new key over SSH, without anything to paste, from the administrator's own computer. */
export const scriptForKey = (id: string): string => `./scripts/rotate-keys.sh ${id} --older-than 0`

/** The command that puts a new key onto a device, and the machine to run it on. */
export const keyCommand = (
  client: Pick<ClientStatus, 'address' | 'ipAddress'>,
  { isStartedByNpm, dataDirectory }: OwnAgent
): { readonly on: 'server' | 'device' | 'started', readonly command: string } => {
  if (isServerItself(client.address)) return isStartedByNpm
    ? { on: 'started', command: `tee ${shellWord(dataDirectory)}/agent/key > /dev/null` }
    : { on: 'server', command: takeKeyCommand }
  const address = reachAddress(client)
  return address === undefined
    ? { on: 'device', command: takeKeyCommand }
    : { on: 'server', command: `ssh -t ${address} '${takeKeyCommand}'` }
}
