/** A scrape address as everybody may see it; its query may hold a secret. */
export const withoutQuery = (url: string): string => url.split(/[?#]/)[0]!
