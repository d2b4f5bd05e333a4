"""An account as agents see it: any role looks, the services behind each change ask for more."""
