"""Official texts over time: what comes back in them, word for word or nearly."""
