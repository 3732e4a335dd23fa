"""“I stand alone with this”: a poster is brought together with two colleagues elsewhere, when both sides say yes."""
