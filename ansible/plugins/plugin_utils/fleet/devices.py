"""Devices as the collector has them in its registry (`GET /api/clients`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any


@dataclass(frozen=True)
class Device:
    """One device; `address` is the registered one."""

    id: str
    state: str
    name: str | None = None
    address: str | None = None
    site: str = ''
    role: str = ''
    labels: Mapping[str, str] | None = None
    last_seen: str | None = None


def read_devices(answer: Mapping[str, Any]) -> list[Device]:
    """@throws AttributeError, KeyError, TypeError if something else has answered"""
    return [
        Device(
            id=client['id'], state=client['state'], name=client.get('name'), address=client.get('address'), site=client.get('site') or '',
            role=client.get('role') or '', labels=client.get('labels') or {}, last_seen=client.get('lastSeen'),
        )
        for client in answer['clients']
    ]


def reported_addresses(answer: Mapping[str, Any]) -> dict[str, str]:
    """By id, the addresses that devices have sent of themselves (`GET /api/clients/status`) and that are not the registered ones.

    @throws AttributeError, KeyError, TypeError if something else has answered
    """
    clients = (client for client in answer['clients'] if client.get('ipAddress'))
    return {client['clientId']: client['ipAddress'] for client in clients if client['ipAddress'] != client.get('address')}


def is_server(device: Device) -> bool:
    """Whether it is the collector's own machine: `npm start` enrolls that at loopback, which no other device can have."""
    if device.address == 'localhost':
        return True
    try:
        return ip_address(device.address or '').is_loopback
    except ValueError:
        # Empty, or a name, which no name server is asked for.
        return False


def host_variables(device: Device) -> dict[str, Any]:
    """The variables of a device in a playbook; unknown values are left out, so that `is defined` can be used."""
    known = {
        'ansible_host': device.address,
        'mimamori_name': device.name,
        'mimamori_site': device.site or None,
        'mimamori_role': device.role or None,
        'mimamori_state': device.state,
        'mimamori_labels': dict(device.labels or {}),
        'mimamori_last_seen': device.last_seen,
    }
    return {name: value for name, value in known.items() if value is not None}


def group_names(device: Device) -> list[str]:
    """Before Ansible makes valid names of them. The server is no client: no update of the clients touches it."""
    own = [f'{kind}_{value}' for kind, value in (('state', device.state), ('site', device.site), ('role', device.role)) if value]
    return ['server' if is_server(device) else 'clients', *own]
