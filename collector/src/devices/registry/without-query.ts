/** A scrape address for everybody to see; its query may contain a secret. */
export const withoutQuery = (url: string): string => url.split(/[?#]/)[0]!
