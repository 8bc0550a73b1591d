/** Who asks for a change, when and from where: what the audit log keeps of a request. */
export interface Author {
  /** Of the token that the request shows, or that its session goes back to. */
  readonly name: string
  readonly role: string
  readonly address: string
  readonly requestId: string
  /** When the request came, by the server's clock. */
  readonly atMs: number
}
