import type { ContentTargets } from '@mimamori/contract'
import { contentMessages } from './messages.ts'

/** `Site osaka`, `Role kiosk`: the devices that a set is for. */
export const targetNames = ({ all, devices = [], sites = [], roles = [], labels = [] }: ContentTargets): readonly string[] => {
  if (all) return [contentMessages.allDevices]
  const { kinds } = contentMessages
  return [
    ...sites.map((name) => `${kinds.site} ${name}`), ...roles.map((name) => `${kinds.role} ${name}`),
    ...labels.map((name) => `${kinds.label} ${name}`), ...devices.map((name) => `${kinds.device} ${name}`)
  ]
}
