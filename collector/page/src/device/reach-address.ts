import type { ClientStatus } from '@mimamori/contract'
import { shellWord } from '../parts/shell-word.ts'

/** Only what an IP address is made of, and nothing by which a shell or ssh could be led astray. */
const likeIpAddress = /^[0-9a-f][0-9a-f.:]{1,44}$/i

/**
 * The address for the commands that a person copies into a shell: the registered one, which was checked when it was
 * entered; else the one that the device gave for itself, if it is nothing but an IP address. A device can say anything.
 */
export const reachAddress = ({ address, ipAddress }: Pick<ClientStatus, 'address' | 'ipAddress'>): string | undefined =>
  address ?? (ipAddress !== null && likeIpAddress.test(ipAddress) ? ipAddress : undefined)

/** How the server's own agent is looked at: `npm start` runs it without a unit, and keeps its log. */
export const ownMachineCommands = ({ isStartedByNpm, dataDirectory }: { readonly isStartedByNpm: boolean, readonly dataDirectory: string }): { readonly journal: string, readonly restart?: string } => isStartedByNpm
  ? { journal: `tail -n 50 ${shellWord(dataDirectory)}/logs/agent.log` }
  : { journal: 'sudo journalctl -u mimamori-agent -n 50 --no-pager', restart: 'sudo systemctl restart mimamori-agent' }

/** Whether it is registered as the machine that the collector runs on, as `npm start` does. */
export const isServerItself = (registered: string | null): boolean => registered !== null && ['127.0.0.1', '::1', 'localhost'].includes(registered)
