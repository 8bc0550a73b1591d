/** Who asks for a change, when and from where: what the audit log keeps of a request. */
export interface Author {
  /** Of the token that the request shows, or that its session goes back to; of a device, where that fetches its key. */
  readonly name: string
  /** `device` for a device. */
  readonly role: string
  readonly address: string
  /** For whom, where another than the token's name is known: as the program that has the token says, or who gave the device its token. */
  readonly onBehalfOf?: string | undefined
  readonly requestId: string
  /** When the request came, by the server's clock. */
  readonly atMs: number
}
