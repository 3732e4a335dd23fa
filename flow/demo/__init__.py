"""The demo network: an invented cast that carries real problems through every stage, by the real actions."""
