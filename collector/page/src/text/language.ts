import type { Language } from '@mimamori/contract'

const { document } = globalThis as { readonly document?: { readonly documentElement: { readonly lang: string } } }

/** The language that the server chose for this page; English if there is no page, as in a test. */
export const language: Language = document?.documentElement.lang === 'ja' ? 'ja' : 'en'
