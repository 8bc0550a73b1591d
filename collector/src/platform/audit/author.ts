/** Who asks for a change, when and from where: what the audit log keeps of a request. */
export interface Author {
  /** Of the token that the request shows, or that its session goes back to; of a device, where that fetches its key. */
  readonly name: string
  /** `device` for a device. */
  readonly role: string
  readonly address: string
  /** The account named by the program; for a device, who created its token. */
  readonly onBehalfOf?: string | undefined
  readonly requestId: string
  /** When the request came, by the server's clock. */
  readonly atMs: number
}
