import type { ContentSetView, ContentTargets } from '@mimamori/contract'
import type { CliText } from '../text/cli-text.ts'

/** `site osaka, role kiosk` */
export const formatTargets = ({ all, devices = [], sites = [], roles = [], labels = [] }: ContentTargets, text: CliText): string => {
  if (all) return text.allDevices
  const named = Object.entries({ device: devices, site: sites, role: roles, labels })
    .flatMap(([kind, names]) => names.map((name) => `${text.targetKinds[kind as keyof CliText['targetKinds']]} ${name}`))
  return named.join(text.comma) || text.nobody
}

export const formatCounts = ({ counts }: ContentSetView, text: CliText): string => {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const others = (['downloading', 'waiting', 'failed'] as const).filter((state) => counts[state] > 0)
  const named = others.map((state) => text.countedHosts(counts[state], text.contentStates[state]))
  return [text.takenBy(counts.current, all), ...named].join(text.comma)
}
