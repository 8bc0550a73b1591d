import { shellWord } from '../../text/index.ts'

/** The commands that show the server's own agent: `npm start` runs it without a unit, and writes its log to a file. */
export const localMachineCommands = (
  { isStartedByNpm, dataDirectory }: { readonly isStartedByNpm: boolean, readonly dataDirectory: string }
): { readonly journal: string, readonly restart?: string } => isStartedByNpm
  ? { journal: `tail -n 50 ${shellWord(dataDirectory)}/logs/agent.log` }
  : { journal: 'sudo journalctl -u mimamori-agent -n 50 --no-pager', restart: 'sudo systemctl restart mimamori-agent' }
