import type { Language } from '@mimamori/contract'

export interface ManualPage {
  /** Text, not HTML. */
  readonly title: string
  readonly html: string
}

export const manualSections = ['runbook', 'guides'] as const
/** The runbook, whose pages are named like their alerts, and the guides. */
export type ManualSection = typeof manualSections[number]

export type Manual = Readonly<Record<Language, Readonly<Record<ManualSection, ReadonlyMap<string, ManualPage>>>>>
