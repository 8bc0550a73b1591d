import type { Family } from '@mimamori/exporter'

/** What a push carries. */
export type Profile = 'default' | 'full'

export const selectFamilies = (families: readonly Family[], _profile: Profile): readonly Family[] => families
