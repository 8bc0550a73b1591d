/** The result of one question of `mimamori-agent check`. */
export interface Finding {
  /** `note`: worth knowing, but nothing stops for it. */
  readonly status: 'fine' | 'note' | 'wrong'
  /** One sentence. */
  readonly message: string
  /** The next step, in a sentence; on anything that is not fine. */
  readonly next?: string
}

export const fine = (message: string): Finding => ({ status: 'fine', message })
export const note = ([message, next]: readonly [message: string, next: string]): Finding => ({ status: 'note', message, next })
export const wrong = ([message, next]: readonly [message: string, next: string]): Finding => ({ status: 'wrong', message, next })
