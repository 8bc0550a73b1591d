export const setAddress = (name: string): string => `/admin/content/sets/${name}`

/** The page that publishes a new version of a set, or a new one. */
export const publishAddress = (name?: string): string => `/admin/content/publish${name === undefined ? '' : `?set=${name}`}`
