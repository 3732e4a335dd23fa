"""Thematic groups: colleagues of any organisation around a subject. They know no problem."""
