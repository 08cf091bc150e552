"""Our own records: entries as JSON, as the store and the exports write them."""
