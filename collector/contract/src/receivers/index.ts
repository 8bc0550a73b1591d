/** Receivers of alerts, and the relay for their mail. */
export * from './address.ts'
export * from './answers.ts'
export * from './channel-table.ts'
export * from './channels.ts'
export * from './mail-relay.ts'
export * from './placeholders.ts'
export * from './receiver.ts'
