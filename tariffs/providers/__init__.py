"""What providers are asked for besides calls: money, prices, call records. Each adapter is a `Provider`; every method blocks."""
