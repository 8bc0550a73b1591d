import type { LimitScope } from '@mimamori/contract'

const text = (words: string): string => words

/** The words of the panel of limits. */
export const limitsTextEn = {
  title: text('When a device is silent or down'),
  ofAll: text('Limits of the fleet, sites and roles'),
  about: text('The narrowest applies: a device’s own, its role’s, its site’s, the fleet’s.'),
  scopes: { fleet: text('Fleet'), site: text('Site'), role: text('Role') } satisfies Readonly<Record<LimitScope, string>>,
  named: (scope: string, name: string) => `${scope} ${name}`,
  silent: (after: string) => `silent after ${after}`,
  down: (after: string) => `down after ${after}`,
  severity: (name: string) => `DeviceDown: ${name}`,
  edit: text('Change'),
  add: text('Set for a site or role'),
  sure: text('Remove these limits? The devices then follow the next wider ones.'),
  fields: { scope: text('Of'), name: text('Name of the site or role'), severity: text('Severity of DeviceDown') },
  nameNeeded: text('Enter the site or role.'),
  wider: text('not set here'),
  empty: { fleet: text('What is left empty has its default.'), site: text('What is left empty is the fleet’s.'), role: text('What is left empty is the site’s or the fleet’s.') } satisfies Readonly<Record<LimitScope, string>>
}

/** The same in another language. */
export type LimitsText = typeof limitsTextEn
