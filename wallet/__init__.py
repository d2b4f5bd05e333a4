"""The vault: its own service, database and keys; shares no import with the portal."""
