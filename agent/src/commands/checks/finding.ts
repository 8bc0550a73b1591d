/** What one question of `mimamori-agent check` has come to. */
export interface Finding {
  /** `note`: something to know that stops nothing. */
  readonly status: 'fine' | 'note' | 'wrong'
  /** What is so, in a sentence. */
  readonly message: string
  /** What to do next, in a sentence; on anything that is not fine. */
  readonly next?: string
}
