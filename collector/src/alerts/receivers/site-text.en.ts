/** What to say of a site of a receiver that no device has. */
export const siteTextEn = {
  unknown: ({ site, nearest }: { readonly site: string, readonly nearest: string | undefined }) => nearest === undefined
    ? `No device is enrolled at site ${site} yet. Its alerts are sent once one is.`
    : `No device is enrolled at site ${site}. Did you mean ${nearest}?`
}

/** The same in another language. */
export type SiteText = typeof siteTextEn
