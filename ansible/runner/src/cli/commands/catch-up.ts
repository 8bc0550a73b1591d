import { printLines, type Context } from '../context.ts'
import { queueLines } from '../../display/queue-lines.ts'
import { exitCodes } from '../exit-codes.ts'
import { backAgain, knownDevices, nextCatchUp, queueOf, resting, type Wish } from './wanted-hosts.ts'

/** What a catch-up is about; an exit code where there is nothing to do: 0 where nobody waits, 3 where all who wait are still away. */
export const catchUpWish = async (context: Context): Promise<Wish | { readonly exitCode: number }> => {
  const { given, terminal, text } = context
  const queue = queueOf(context)
  const say = (line: string): void => { printLines({ write: given.json ? terminal.writeError : terminal.write }, [line]) }
  if (queue.length === 0) {
    say(text.queueEmpty)
    return { exitCode: exitCodes.done }
  }
  const { known, note } = await knownDevices(context)
  if (note !== undefined) say(note)
  const now = terminal.clock.now()
  const later = resting(queue, now)
  const { hosts, reference } = nextCatchUp(backAgain(queue.filter((one) => !later.includes(one)), known, now))
  const away = queue.filter((one) => !later.includes(one) && !hosts.includes(one)).map(({ host }) => host)
  if (away.length > 0) say(text.queueNotBack(away))
  for (const line of queueLines(later, now, text)) say(line)
  return hosts.length === 0 ? { exitCode: exitCodes.onlyUnreachable } : { only: new Set(hosts.map(({ host }) => host)), ...reference !== undefined && { reference } }
}
