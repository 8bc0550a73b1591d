import type { FieldTexts } from './field-text.ts'

/** The audit log. */
export const auditTexts: FieldTexts = {
  entries: ['The entries of the audit log.'],
  'entries.id': ['The number of the entry, in the order of the changes.', '412'],
  'entries.at': ['When the change was requested, by the server’s clock.', '2026-11-25T09:00:00.000Z'],
  'entries.device': ['The ID of the device that the change is about; null if it is not about one device.', 'pi-kiosk-03'],
  'entries.requestId': ['The ID of the request that made the change, as in the collector’s log.', '0198f3a2-6f0e-7c11-b9a4-2d1b7c3e5f61'],
  'entries.actor': ['Who made the change.'],
  'actor.name': ['The name of the user or token; the ID of the device, if that has fetched its key.', 'admin'],
  'actor.role': ['The role of the token or the session; `device` for a device.', 'admin'],
  'actor.address': ['The IP address that the request came from; behind a reverse proxy, that of the proxy.', '192.168.10.12'],
  'actor.onBehalfOf': [
    'Whose command it was: the account that the program names in the header `X-On-Behalf-Of`, which nobody has checked. For a device, who created its token. Null if none is known, or if it was the page.',
    'tanaka'
  ],
  'entries.action': [
    'The `operationId` of the request. An action in another program, such as a silence in Alertmanager, is recorded first, and removed if it was rejected.',
    'pauseDevice'
  ],
  'entries.subject': ['What was changed.'],
  'subject.type': ['The kind of what was changed.', 'device'],
  'subject.name': ['Its name or ID; null if there is only one.', 'pi-kiosk-03'],
  'entries.changes': ['The fields that were changed; empty if the action changes no field.'],
  field: ['The name of the field, with a dot for a field within a field.', 'channel.url'],
  before: ['The value before; null if there was none. A secret is `***`.', 'north'],
  after: ['The value after; null if there is none. A secret is `***`.', 'south'],
  'x-on-behalf-of': [
    'The account of the person for whom the program asks, percent-encoded, for the audit log. It is not checked, and it is ignored in requests of a browser.',
    'tanaka'
  ],
  'listAuditEntries.device': ['Return only changes of this device.', 'pi-kiosk-03'],
  'listAuditEntries.actor': ['Return only changes by the user, token or device with this name, or on behalf of it.', 'admin'],
  'listAuditEntries.action': ['Return only this action.', 'pauseDevice'],
  'listAuditEntries.since': ['Return only changes at or after this time.', '2026-11-25T00:00:00Z'],
  'listAuditEntries.until': ['Return only changes at or before this time.', '2026-11-26T00:00:00Z']
}
