"""What a round keeps: answers in round.db, the ledger apart in ledger.db, pictures by content."""
