/** The result of one question of `mimamori-agent check`. */
export interface Finding {
  /** `note`: something to know that stops nothing. */
  readonly status: 'fine' | 'note' | 'wrong'
  /** One sentence. */
  readonly message: string
  /** The next step, in a sentence; on anything that is not fine. */
  readonly next?: string
}
