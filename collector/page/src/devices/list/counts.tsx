import type { ClientStatus } from '@mimamori/contract'
import { groups, isInGroup, type Group } from '@mimamori/contract/device-list'
import { deviceMessages } from '../messages.ts'

/** Always shown, also at 0: that nothing is silent or down is what one comes to read. */
const always: readonly Group[] = ['all', 'silent', 'down', 'late', 'fresh', 'warnings']

/** How many are how, each a button that shows only those. */
export const Counts = ({ clients, chosen, choose }: { clients: readonly ClientStatus[], chosen: Group, choose: (group: Group) => void }) => {
  const counts = new Map(groups.map((group) => [group, clients.filter((client) => isInGroup(client, group)).length]))
  const shown = groups.filter((group) => always.includes(group) || counts.get(group) !== 0 || group === chosen)
  return (
    <>
      <div class="counts" role="group" aria-label={deviceMessages.filterByState}>
        {shown.map((group) => (
          <button key={group} type="button" class={`count ${group}${counts.get(group) === 0 ? ' none' : ''}`} aria-pressed={group === chosen} onClick={() => choose(group)}>
            <span class="number">{counts.get(group)}</span> <span class="word">{deviceMessages.counts[group]}</span>
          </button>
        ))}
      </div>
      <p class="hidden" role="status">{deviceMessages.announce(counts.get('silent') ?? 0, counts.get('down') ?? 0, counts.get('late') ?? 0)}</p>
    </>
  )
}
