"""Compares an inventory that people maintain with the devices that the collector knows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from .devices import Device, is_server

GONE_STATES = ('retired', 'revoked')


@dataclass(frozen=True)
class Difference:
    """`kind` is one of

    - `not_enrolled`: in the inventory only
    - `not_in_inventory`: known to the collector only
    - `gone`: in the inventory, but retired or revoked
    - `address_registered`: `ansible_host` is not the address that the collector has
    - `address_reported`: `ansible_host` is not the address that the device itself reports
    """

    kind: str
    host: str
    inventory: str | None = None
    """Its address there, or nothing."""
    collector: str | None = None
    """The address that is compared with, or the device's state."""


def inventory_addresses(inventory: Mapping[str, Any], group: str) -> dict[str, str]:
    """The hosts of a group but for the server, by `ansible-inventory --list`'s answer, each with the address that Ansible would use."""
    variables = inventory.get('_meta', {}).get('hostvars', {})
    servers = inventory_servers(inventory)
    hosts = (host for host in _hosts(inventory, group, set()) if host not in servers)
    return {host: str(_plain(variables.get(host, {}).get('ansible_host')) or host) for host in hosts}


def inventory_servers(inventory: Mapping[str, Any]) -> frozenset[str]:
    """The hosts of the group `server`."""
    return frozenset(_hosts(inventory, 'server', set()))


def _plain(value: Any) -> Any:
    """Without the mark that Ansible puts on values that are no templates."""
    return value.get('__ansible_unsafe', value) if isinstance(value, Mapping) else value


def _hosts(inventory: Mapping[str, Any], group: str, seen: set[str]) -> list[str]:
    if group in seen:
        return []
    seen.add(group)
    entry = inventory.get(group, {})
    hosts = list(entry.get('hosts', []))
    for child in entry.get('children', []):
        hosts += _hosts(inventory, child, seen)
    return list(dict.fromkeys(hosts))


def compare(
    addresses: Mapping[str, str], devices: list[Device], reported: Mapping[str, str], *, servers: Collection[str] = ()
) -> list[Difference]:
    """By host, then kind. `reported`: by id, the addresses that devices have sent of themselves and that are not the registered ones.

    `servers` are hosts that nobody misses among the clients, as is the collector's own machine; nor does its address at loopback say
    anything to others.
    """
    known = {device.id: device for device in devices}
    found = [
        Difference('not_in_inventory', device.id, collector=device.address) for device in devices
        if device.id not in addresses and device.id not in servers and not is_server(device) and device.state not in GONE_STATES
    ]
    for host, address in addresses.items():
        device = known.get(host)
        if device is None:
            found.append(Difference('not_enrolled', host, inventory=address))
        elif device.state in GONE_STATES:
            found.append(Difference('gone', host, inventory=address, collector=device.state))
        elif not is_server(device):
            found += _addresses(host, address, device, reported.get(host))
    return sorted(found, key=lambda difference: (difference.host, difference.kind))


def _addresses(host: str, address: str, device: Device, reported: str | None) -> list[Difference]:
    found = []
    if device.address is not None and device.address.lower() != address.lower():
        found.append(Difference('address_registered', host, inventory=address, collector=device.address))
    # A name and an address cannot be compared without asking a name server.
    if reported is not None and _is_address(reported) and _is_address(address) and reported != address:
        found.append(Difference('address_reported', host, inventory=address, collector=reported))
    return found


def _is_address(text: str) -> bool:
    return ':' in text or text.replace('.', '').isdigit()
