import type { ContentDeviceState, ContentDeviceView } from '@mimamori/contract'

type Named = Pick<ContentDeviceView, 'id' | 'name'>

const names = new Intl.Collator(undefined, { numeric: true })
const worstFirst: readonly ContentDeviceState[] = ['failed', 'waiting', 'downloading', 'current']

/** By name, pi-2 before pi-10. */
export const byName = (a: Named, b: Named): number => names.compare(a.name ?? a.id, b.name ?? b.id)

/** The devices that have not taken a version first, then by name. */
export const byState = (a: ContentDeviceView, b: ContentDeviceView): number =>
  worstFirst.indexOf(a.state) - worstFirst.indexOf(b.state) || byName(a, b)
