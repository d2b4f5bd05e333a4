"""Processors behind one interface (`base`); `WALLET_PROCESSOR` names the one in use."""
