"""The engine: keyed luck, compiled steps, records of agents, and the ledger."""
