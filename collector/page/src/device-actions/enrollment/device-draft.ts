/** What the form for a new device holds, as it is typed. */
export interface DeviceDraft {
  readonly id: string
  readonly address: string
  readonly site: string
  readonly role: string
  readonly scrapeUrl: string
}

export const emptyDraft: DeviceDraft = { id: '', address: '', site: '', role: '', scrapeUrl: '' }

/** The request that a draft makes: what is empty is left out. The server judges it. */
export const requestOf = (draft: DeviceDraft): Readonly<Partial<DeviceDraft>> & Pick<DeviceDraft, 'id'> => ({
  ...Object.fromEntries(Object.entries({ ...draft }).map(([name, value]: readonly [string, string]) => [name, value.trim()] as const).filter(([, value]) => value !== '')),
  id: draft.id.trim()
})
